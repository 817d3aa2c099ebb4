package io.tokenline.sandbox.meter;

import static io.tokenline.sandbox.meter.Vendor.NOW;
import static io.tokenline.sandbox.meter.Vendor.credit;
import static io.tokenline.sandbox.meter.Vendor.digits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.token.sts.DataBlock;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.StaTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyChangeOfAMeterTest {

    private static final EncryptionAlgorithm EA11 = EncryptionAlgorithm.EA11;
    private static final EncryptionAlgorithm EA07 = EncryptionAlgorithm.EA07;
    private static final DecoderKey OLD = Vendor.key(EA11, 0x11);
    private static final DecoderKey NEW = mixed(EA11);
    private static final List<String> FOUR = digits(Vendor.change(NEW, KeyType.DUTK, false), OLD);

    private final StsMeter meter = Vendor.meter(OLD);

    /** Each byte another, so that a part in the wrong place shows. */
    private static DecoderKey mixed(EncryptionAlgorithm algorithm) {
        byte[] bytes = new byte[algorithm.keyBytes()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (0xC0 + i);
        }
        return new DecoderKey(algorithm, bytes);
    }

    private static Answer enterAll(StsMeter meter, List<String> tokens, Instant now) {
        Answer last = Answer.rejected(Kind.UNKNOWN);
        for (String token : tokens) {
            last = meter.enter(token, now);
        }
        return last;
    }

    @Test
    void fourTokensInAnyOrderGiveAMeterWithEa11ItsKeyAndAllThatGoesWithIt() {
        List<String> tokens = new ArrayList<>(FOUR);
        Random random = new Random(24);
        for (int run = 0; run < 100; run++) {
            Collections.shuffle(tokens, random);
            StsMeter one = Vendor.meter(OLD);
            for (int i = 0; i < 4; i++) {
                assertEquals(OLD, one.state().key().secret());
                assertEquals(Answer.section(i + 1, 4), one.enter(tokens.get(i), NOW));
            }
            assertEquals(new MeterKey(NEW, "600676", 8, 2, 2, 0xA5), one.state().key());
            assertEquals(Map.of(), one.state().sections());
        }
    }

    @Test
    void twoTokensGiveAMeterWithEa07ItsKeyButNoSupplyGroup() {
        DecoderKey old = Vendor.key(EA07, 0x11);
        DecoderKey next = mixed(EA07);
        List<String> tokens = digits(Vendor.change(next, KeyType.DUTK, false), old);
        for (List<String> order : List.of(tokens, List.of(tokens.get(1), tokens.get(0)))) {
            StsMeter one = Vendor.meter(old);
            assertEquals(Answer.section(2, 2), enterAll(one, order, NOW));
            assertEquals(
                    new MeterKey(next, "000000", 8, 2, 2, 0xA5), one.state().key());
        }
    }

    @Test
    void theNewKeyDecodesAndTheOldOneNoLonger() {
        enterAll(meter, FOUR, NOW);
        assertEquals(Answer.rejected(Kind.UNKNOWN), meter.enter(credit(1_000, 10, OLD), NOW));
        assertEquals(Result.ACCEPTED, meter.enter(credit(1_000, 10, NEW), NOW).result());
        assertEquals(Answer.rejected(Kind.UNKNOWN), meter.enter(FOUR.get(0), NOW), "the same tokens again");
    }

    @Test
    void theNewKeysExpiryHolds() {
        enterAll(meter, FOUR, NOW);
        assertEquals(
                Result.KEY_EXPIRED, meter.enter(credit(0xA60000, 10, NEW), NOW).result());
        assertEquals(
                Result.ACCEPTED, meter.enter(credit(0xA5FFFF, 10, NEW), NOW).result());
    }

    @Test
    void anExpiredKeyStillBringsTheNextOne() {
        StsMeter one = Vendor.meter(Vendor.carried(OLD, Vendor.UNIQUE, 0), Vendor.ELECTRIC);
        assertEquals(
                Result.KEY_EXPIRED, one.enter(credit(0x10000, 10, OLD), NOW).result());
        assertEquals(Answer.section(4, 4), enterAll(one, FOUR, NOW));
    }

    @Test
    void nothingChangesWhileATokenIsMissing() {
        for (int missing = 0; missing < 4; missing++) {
            List<String> three = new ArrayList<>(FOUR);
            three.remove(missing);
            StsMeter one = Vendor.meter(OLD);
            assertEquals(Answer.section(3, 4), enterAll(one, three, NOW));
            assertEquals(Answer.section(3, 4), one.enter(three.get(0), NOW), "the same one again is still one");
            assertEquals(OLD, one.state().key().secret());
            assertEquals(Result.ACCEPTED, one.enter(credit(1, 10, OLD), NOW).result(), "it goes on meanwhile");
            assertEquals(Answer.section(4, 4), one.enter(FOUR.get(missing), NOW));
        }
    }

    @Test
    void aSectionEnteredLaterTakesThePlaceOfAnEarlierOne() {
        DecoderKey other = Vendor.key(EA11, 0x77);
        meter.enter(digits(Vendor.change(other, KeyType.DUTK, false), OLD).get(1), NOW);
        enterAll(meter, FOUR, NOW);
        assertEquals(NEW, meter.state().key().secret());
    }

    @Test
    void aSectionIsForgottenAfterTenMinutes() {
        Duration ten = StsMeter.KEY_CHANGE_TIME;
        assertEquals(Duration.ofMinutes(10), ten);
        meter.enter(FOUR.get(0), NOW);
        assertEquals(
                Answer.section(2, 4), meter.enter(FOUR.get(1), NOW.plus(ten).minusNanos(1)));
        assertEquals(Answer.section(2, 4), meter.enter(FOUR.get(2), NOW.plus(ten)), "the first is gone");
        assertEquals(Answer.section(3, 4), meter.enter(FOUR.get(0), NOW.plus(ten)));
        assertEquals(Answer.section(4, 4), meter.enter(FOUR.get(3), NOW.plus(ten)));
        assertEquals(NEW, meter.state().key().secret());
    }

    @Test
    void aMeterMayWaitLonger() {
        MeterKey key = Vendor.carried(OLD, Vendor.UNIQUE, Vendor.EXPIRY);
        StsMeter patient =
                new StsMeter(MeterState.fresh(7, key, Vendor.ELECTRIC), StaTables.sample(), Duration.ofDays(1));
        patient.enter(FOUR.get(0), NOW);
        assertEquals(Answer.section(2, 4), patient.enter(FOUR.get(1), NOW.plus(Duration.ofHours(23))));
    }

    @Test
    void switchedOffItStillHasTheSections() {
        meter.enter(FOUR.get(2), NOW);
        meter.enter(FOUR.get(0), NOW);
        StsMeter again = new StsMeter(meter.state(), StaTables.sample());
        assertEquals(Answer.section(4, 4), enterAll(again, List.of(FOUR.get(3), FOUR.get(1)), NOW));
        assertEquals(NEW, again.state().key().secret());
    }

    @Test
    void aRollOverEmptiesTheMemoryOfTids() {
        String before = credit(1_000, 10, OLD);
        meter.enter(before, NOW);
        assertEquals(Answer.section(4, 4), enterAll(meter, digits(Vendor.change(NEW, KeyType.DUTK, true), OLD), NOW));
        assertEquals(Set.of(), meter.state().tids());
        assertEquals(Result.ACCEPTED, meter.enter(credit(1_000, 10, NEW), NOW).result());
        assertEquals(Result.REJECTED, meter.enter(before, NOW).result());
    }

    @Test
    void withoutARollOverTheMemoryStays() {
        meter.enter(credit(1_000, 10, OLD), NOW);
        enterAll(meter, FOUR, NOW);
        assertEquals(Result.USED, meter.enter(credit(1_000, 10, NEW), NOW).result());
    }

    @Test
    void aRollOverThatKeepsTheKeyIsRefusedForItWouldTakeOldTokensAgain() {
        String sold = credit(1_000, 10, OLD);
        meter.enter(sold, NOW);
        MeterKey before = meter.state().key();
        List<String> same = digits(Vendor.change(OLD, KeyType.DUTK, true), OLD);
        assertEquals(Answer.rejected(Kind.KEY_CHANGE), enterAll(meter, same, NOW));
        assertEquals(before, meter.state().key());
        assertEquals(Map.of(), meter.state().sections());
        assertEquals(Result.USED, meter.enter(sold, NOW).result());
    }

    @Test
    void theSameKeyWithoutARollOverBringsItsNewAttributes() {
        enterAll(meter, digits(Vendor.change(OLD, KeyType.DUTK, false), OLD), NOW);
        assertEquals(new MeterKey(OLD, "600676", 8, 2, 2, 0xA5), meter.state().key());
    }

    @Test
    void aDefaultKeyEndsCreditUntilAnOrdinaryOneComes() {
        enterAll(meter, digits(Vendor.change(NEW, KeyType.DDTK, false), OLD), NOW);
        assertEquals(Answer.rejected(Kind.CREDIT), meter.enter(credit(1_000, 10, NEW), NOW));
        enterAll(meter, digits(Vendor.change(OLD, KeyType.DUTK, false), NEW), NOW);
        assertEquals(Result.ACCEPTED, meter.enter(credit(1_000, 10, OLD), NOW).result());
    }

    @Test
    void keysForCardsAndForTheFactoryAreNotTakenByKeypad() {
        for (KeyType type : List.of(KeyType.DITK, KeyType.DCTK)) {
            String first = digits(Vendor.change(NEW, type, false), OLD).get(0);
            assertEquals(Answer.rejected(Kind.KEY_CHANGE), meter.enter(first, NOW));
        }
        assertEquals(Map.of(), meter.state().sections());
    }

    @Test
    void aSectionThatMakesNoSenseIsRejectedAtOnce() {
        DataBlock first = DataBlock.of(2, 3).with(52, 4, 2).with(48, 2, 2);
        assertEquals(1, meter.enter(digits(first, OLD), NOW).sectionsTaken());
        for (int revision : new int[] {0, 10, 15}) {
            assertRejected(first.with(52, 4, revision));
        }
        assertRejected(first.with(50, 1, 1)); // one of three
        assertRejected(DataBlock.of(2, 4).with(48, 8, 100));
        assertRejected(DataBlock.of(2, 4).with(48, 8, 255));
        assertEquals(
                2,
                meter.enter(digits(DataBlock.of(2, 4).with(48, 8, 99), OLD), NOW)
                        .sectionsTaken());
    }

    private void assertRejected(DataBlock block) {
        assertEquals(Answer.rejected(Kind.KEY_CHANGE), meter.enter(digits(block, OLD), NOW));
    }

    @Test
    void aMeterWithEa07KnowsTwoSections() {
        DecoderKey key = Vendor.key(EA07, 3);
        StsMeter one = Vendor.meter(key);
        for (int subClass : new int[] {8, 9}) {
            assertEquals(Answer.rejected(Kind.KEY_CHANGE), one.enter(digits(DataBlock.of(2, subClass), key), NOW));
        }
    }

    @Test
    void aSupplyGroupOfMoreThanSixDigitsIsNone() {
        enterAll(meter, FOUR.subList(0, 3), NOW);
        String fourth = digits(DataBlock.of(2, 9).with(48, 12, 0xFFF), OLD);
        assertEquals(Answer.rejected(Kind.KEY_CHANGE), meter.enter(fourth, NOW));
        assertEquals(OLD, meter.state().key().secret());
        assertEquals(Map.of(), meter.state().sections(), "the whole set is gone");
    }

    @Test
    void noTextShowsTheParts() {
        meter.enter(FOUR.get(0), NOW);
        Section.Part part =
                Optional.ofNullable(meter.state().sections().get(Section.FIRST)).orElseThrow();
        String text = meter.state().toString();
        assertTrue(text.contains("FIRST"));
        assertFalse(text.contains(Long.toString(part.content())));
        assertFalse(new Frame(2, part.content() << 16).toString().contains(Long.toString(part.content() << 16)));
    }
}
