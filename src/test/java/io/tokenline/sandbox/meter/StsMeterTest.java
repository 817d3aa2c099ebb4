package io.tokenline.sandbox.meter;

import static io.tokenline.sandbox.meter.Vendor.NOW;
import static io.tokenline.sandbox.meter.Vendor.credit;
import static io.tokenline.sandbox.meter.Vendor.digits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.token.sts.DataBlock;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.StaTables;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Credit, what may bring it, and how often. */
class StsMeterTest {

    private static final DecoderKey KEY = Vendor.key(EncryptionAlgorithm.EA11, 0x5A);
    private static final DecoderKey OTHER = Vendor.key(EncryptionAlgorithm.EA11, 0x5B);

    private final StsMeter meter = Vendor.meter(KEY);

    private Result enter(String token) {
        return meter.enter(token, NOW).result();
    }

    private long balance() {
        return meter.state()
                .credit()
                .getOrDefault(Register.ELECTRICITY, BigInteger.ZERO)
                .longValueExact();
    }

    @Test
    void creditIsAddedOnceAndIsKnownAgain() {
        String token = credit(1_000, 143, KEY);
        assertEquals(
                new Answer(
                        Result.ACCEPTED, Kind.CREDIT, BigInteger.valueOf(143), Optional.of(Register.ELECTRICITY), 0, 0),
                meter.enter(token, NOW));
        assertEquals(Answer.refused(Result.USED, Kind.CREDIT), meter.enter(token, NOW));
        assertEquals(143, balance());
    }

    @Test
    void eachCipherServesTheMeterWithItsKey() {
        for (EncryptionAlgorithm algorithm : EncryptionAlgorithm.values()) {
            DecoderKey key = Vendor.key(algorithm, 1);
            StsMeter one = Vendor.meter(key);
            assertEquals(Result.ACCEPTED, one.enter(credit(5, 10, key), NOW).result());
            assertEquals(
                    Answer.rejected(Kind.UNKNOWN),
                    one.enter(credit(6, 10, Vendor.key(algorithm, 2)), NOW),
                    "another meter's token");
        }
    }

    @Test
    void spacesAndDashesBetweenTheDigitsDoNotMatter() {
        String token = credit(1_000, 10, KEY);
        assertEquals(Result.ACCEPTED, enter(" " + token.replaceAll("(.{4})(?=.)", "$1-") + "\u00a0\t"));
        assertEquals(Result.USED, enter(token.replaceAll("(.{4})(?=.)", "$1 ")));
    }

    @Test
    void whatIsNoTokenIsRejected() {
        String good = credit(1_000, 10, KEY);
        List<String> wrong = List.of(
                "",
                good.substring(1),
                good + "0",
                "73786976294838206464", // 2^66
                "99999999999999999999",
                good.replace(good.charAt(19), 'x'),
                "\u0661".repeat(20),
                credit(1_000, 10, OTHER));
        wrong.forEach(typed -> assertEquals(Answer.rejected(Kind.UNKNOWN), meter.enter(typed, NOW), typed));
        assertEquals(0, balance());
        assertEquals(Result.ACCEPTED, enter(good));
    }

    @Test
    void noDigitCanBeChanged() {
        String good = credit(1_000, 10, KEY);
        for (int i = 0; i < good.length(); i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit != good.charAt(i)) {
                    assertEquals(Result.REJECTED, enter(good.substring(0, i) + digit + good.substring(i + 1)));
                }
            }
        }
        assertEquals(Result.ACCEPTED, enter(good));
    }

    @Test
    void everyRegisterCountsItsOwnCredit() {
        for (Register register : Register.values()) {
            StsMeter one = Vendor.meter(Vendor.carried(KEY, Vendor.UNIQUE, Vendor.EXPIRY), EnumSet.of(register));
            for (Register credited : Register.values()) {
                Answer answer = one.enter(digits(0, credited.number(), 100 + credited.number(), 0x1234, KEY), NOW);
                Answer taken = Answer.accepted(Kind.CREDIT, BigInteger.valueOf(0x1234), credited);
                assertEquals(credited == register ? taken : Answer.rejected(Kind.CREDIT), answer);
            }
            assertEquals(BigInteger.valueOf(0x1234), one.state().credit().get(register));
        }
    }

    @Test
    void aTokenForWhatTheMeterDoesNotCountLeavesNoTrace() {
        assertEquals(Result.REJECTED, enter(digits(0, Register.WATER.number(), 1_000, 1, KEY)));
        assertEquals(Result.ACCEPTED, enter(credit(1_000, 10, KEY)), "its TID was not taken");
    }

    @Test
    void moneyIsAddedAndTakenAway() {
        int money = Register.ELECTRICITY_CURRENCY.number();
        DataBlock one = DataBlock.of(0, money).with(32, 24, 1_000).with(16, 16, 1 << 14 | 8_362);
        DataBlock less =
                DataBlock.of(0, money).with(56, 4, 8).with(32, 24, 1_001).with(16, 16, 1 << 14 | 8_361);
        assertEquals(
                BigInteger.valueOf(100_004), meter.enter(digits(one, KEY), NOW).value());
        assertEquals(
                BigInteger.valueOf(-99_994), meter.enter(digits(less, KEY), NOW).value());
        assertEquals(BigInteger.TEN, meter.state().credit().get(Register.ELECTRICITY_CURRENCY));
        assertEquals(0, balance());
    }

    @Test
    void reservedTokensAreRejected() {
        for (int subClass = 8; subClass < 16; subClass++) {
            assertEquals(Answer.rejected(Kind.UNKNOWN), meter.enter(digits(0, subClass, 1_000, 1, KEY), NOW));
        }
        for (int subClass : new int[] {10, 11, 12, 13, 14, 15}) {
            assertEquals(Answer.rejected(Kind.UNKNOWN), meter.enter(digits(2, subClass, 1_000, 1, KEY), NOW));
        }
        // class 3, whatever the rest: bits 28 and 27 are set
        assertEquals(Answer.rejected(Kind.UNKNOWN), meter.enter(String.format("%020d", 3L << 27), NOW));
        assertEquals(Set.of(), meter.state().tids());
    }

    @Test
    void aDefaultKeyNeverBringsCreditButManages() {
        StsMeter one = Vendor.meter(Vendor.carried(KEY, Vendor.DEFAULT, Vendor.EXPIRY), Vendor.ELECTRIC);
        assertEquals(Answer.rejected(Kind.CREDIT), one.enter(credit(1_000, 10, KEY), NOW));
        assertEquals(Answer.rejected(Kind.CREDIT), one.enter(digits(0, 4, 1_000, 10, KEY), NOW));
        assertEquals(
                Result.ACCEPTED, one.enter(digits(2, 5, 1_000, 0, KEY), NOW).result());
    }

    @Test
    void aKeyIsGoodAsLongAsTheTopOfTheTidIsNotAboveItsExpiry() {
        int expiry = 85;
        StsMeter one = Vendor.meter(Vendor.carried(KEY, Vendor.UNIQUE, expiry), Vendor.ELECTRIC);
        int last = ((expiry + 1) << 16) - 1;
        assertEquals(Answer.refused(Result.KEY_EXPIRED, Kind.CREDIT), one.enter(credit(last + 1, 10, KEY), NOW));
        assertEquals(
                Answer.refused(Result.KEY_EXPIRED, Kind.POWER_LIMIT), one.enter(digits(2, 0, last + 1, 1, KEY), NOW));
        assertEquals(Result.ACCEPTED, one.enter(credit(last, 10, KEY), NOW).result());
        assertEquals(Set.of(last), one.state().tids());
    }

    private void takeFifty() {
        IntStream.range(0, 50).forEach(i -> assertEquals(Result.ACCEPTED, enter(credit(1_000 + 10 * i, 10, KEY))));
    }

    @Test
    void eachOfFiftyTokensIsKnownAgain() {
        takeFifty();
        IntStream.range(0, 50).forEach(i -> assertEquals(Result.USED, enter(credit(1_000 + 10 * i, 10, KEY))));
        assertEquals(500, balance());
    }

    @Test
    void aTokenOlderThanAllFiftyIsOld() {
        takeFifty();
        assertEquals(Answer.refused(Result.OLD, Kind.CREDIT), meter.enter(credit(999, 10, KEY), NOW));
        assertEquals(500, balance());
    }

    @Test
    void anUnknownTokenAmongTheFiftyIsTakenAndPushesTheOldestOut() {
        takeFifty();
        assertEquals(Result.ACCEPTED, enter(credit(1_005, 10, KEY)));
        assertEquals(Result.OLD, enter(credit(1_000, 10, KEY)), "forgotten, but older than all that are known");
        assertEquals(Result.ACCEPTED, enter(credit(2_000, 10, KEY)));
        assertEquals(Result.OLD, enter(credit(1_005, 10, KEY)));
        assertEquals(Result.USED, enter(credit(1_010, 10, KEY)));
    }

    @Test
    void beforeItsMemoryIsFullAMeterTakesAnyOrder() {
        IntStream.range(0, 50).forEach(i -> assertEquals(Result.ACCEPTED, enter(credit(1_000 - i, 10, KEY))));
        assertEquals(Result.OLD, enter(credit(950, 10, KEY)));
    }

    @Test
    void creditAndManagementTokensShareOneMemory() {
        assertEquals(Result.ACCEPTED, enter(credit(1_000, 10, KEY)));
        assertEquals(Answer.refused(Result.USED, Kind.CLEAR_CREDIT), meter.enter(digits(2, 1, 1_000, 0, KEY), NOW));
        assertEquals(Result.ACCEPTED, enter(digits(2, 1, 1_001, 0, KEY)));
        assertEquals(Result.USED, enter(credit(1_001, 10, KEY)));
    }

    @Test
    void switchedOffAndOnItGoesOnWhereItWas() {
        takeFifty();
        enter(digits(2, 0, 3_000, 5_000, KEY));
        meter.tamper();
        StsMeter again = new StsMeter(meter.state(), StaTables.sample());
        assertEquals(meter.state(), again.state());
        assertEquals(Result.USED, again.enter(credit(1_010, 10, KEY), NOW).result());
        assertEquals(Result.OLD, again.enter(credit(999, 10, KEY), NOW).result());
    }

    @Test
    void whatNoMeterKnowsIsNoState() {
        MeterKey key = Vendor.carried(KEY, Vendor.UNIQUE, Vendor.EXPIRY);
        MeterState state = meter.state();
        assertThrows(IllegalArgumentException.class, () -> MeterState.fresh(7, key, Set.of()));
        Set<Integer> tids = new TreeSet<>(IntStream.rangeClosed(1, 51).boxed().toList());
        assertThrows(
                IllegalArgumentException.class,
                () -> new MeterState(
                        7, key, state.credit(), tids, state.sections(), state.settings(), state.tampered()));
        assertThrows(IllegalArgumentException.class, () -> Vendor.carried(KEY, 4, 0));
        assertThrows(IllegalArgumentException.class, () -> Vendor.carried(KEY, 2, 256));
        assertThrows(IllegalArgumentException.class, () -> new MeterKey(KEY, "60067", 7, 1, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> new MeterKey(KEY, "600675", 100, 1, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> new MeterKey(KEY, "600675", 7, 0, 2, 0));
    }
}
