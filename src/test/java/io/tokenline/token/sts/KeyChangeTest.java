package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyChangeTest {

    private static final TokenCodec CODEC = new TokenCodec(StaTables.sample());
    private static final VendingKey DES_KEY = vendingKey("0123456789ABCDEF");
    private static final VendingKey LONG_KEY = vendingKey("A0B1C2D3E4F5061728394A5B6C7D8E9F00112233");

    @Test
    void twoTokensChangeTheKeyOfAMeterWithEa07() {
        MeterKeyParameters current = ea07(BaseDate.BD1993, "600675", 7, 1);
        MeterKeyParameters next = ea07(BaseDate.BD2014, "600675", 21, 2);
        KeyChange change = change(current, next, DES_KEY, 255);
        assertTrue(change.rollover());
        assertEquals(
                List.of("43608380325216798483", "70666143309156161697"),
                digits(change, KeyDerivation.derive(DES_KEY, current)));
    }

    @Test
    void fourTokensChangeTheKeyOfAMeterWithEa11() {
        MeterKeyParameters current = ea11(BaseDate.BD2014, "600675", 21, 3);
        VendingKey currentKey = vendingKey("000102030405060708090A0B0C0D0E0F10111213");
        MeterKeyParameters next = ea11(BaseDate.BD2035, "000439", 99, 9);
        KeyChange change = KeyChange.between(
                current,
                KeyDerivation.derive(currentKey, current),
                next,
                KeyDerivation.derive(LONG_KEY, next),
                new KeyExpiryNumber(170));
        List<String> digits = digits(change, KeyDerivation.derive(currentKey, current));
        assertEquals(4, digits.size());
        assertEquals("64223645045269407667", digits.get(1));
        assertEquals("43399772430090263137", digits.get(3));
    }

    @Test
    void theMeterPutsTheTokensTogetherInAnyOrder() {
        MeterKeyParameters next = ea11(BaseDate.BD2014, "999962", 5, 4);
        KeyChange change = change(ea11(BaseDate.BD2014, "999962", 5, 3), next, LONG_KEY, 85);
        List<KeyChangeToken> tokens = new ArrayList<>(change.tokens());
        Random random = new Random(4);
        for (int i = 0; i < 24; i++) {
            Collections.shuffle(tokens, random);
            assertEquals(
                    change, KeyChange.assemble(EncryptionAlgorithm.EA11, tokens).orElseThrow());
        }
    }

    @Test
    void anEa07MeterDoesNotLearnItsSupplyGroup() {
        KeyChange change =
                change(ea07(BaseDate.BD2014, "600675", 7, 1), ea07(BaseDate.BD2014, "600675", 8, 1), DES_KEY, 255);
        KeyChange received =
                KeyChange.assemble(EncryptionAlgorithm.EA07, change.tokens()).orElseThrow();
        assertEquals(change.newKey(), received.newKey());
        assertEquals("000000", received.sgc().digits());
        assertFalse(received.rollover());
    }

    @Test
    void nothingChangesWhileATokenIsMissing() {
        KeyChange change =
                change(ea11(BaseDate.BD2014, "999962", 5, 3), ea11(BaseDate.BD2014, "999962", 5, 4), LONG_KEY, 85);
        for (int missing = 0; missing < 4; missing++) {
            List<KeyChangeToken> tokens = new ArrayList<>(change.tokens());
            tokens.remove(missing);
            assertTrue(KeyChange.assemble(EncryptionAlgorithm.EA11, tokens).isEmpty());
        }
    }

    @Test
    void aSupplyGroupOfSevenDigitsIsNone() {
        KeyChange change =
                change(ea11(BaseDate.BD2014, "999962", 5, 3), ea11(BaseDate.BD2014, "999962", 5, 4), LONG_KEY, 85);
        List<KeyChangeToken> tokens = new ArrayList<>(change.tokens());
        tokens.add(new KeyChangeToken.Fourth(0xFFF, 0));
        assertTrue(KeyChange.assemble(EncryptionAlgorithm.EA11, tokens).isEmpty());
    }

    @Test
    void theGreatestSupplyGroupIsReadFromItsTwoParts() {
        KeyChange change =
                change(ea11(BaseDate.BD2014, "999999", 5, 3), ea11(BaseDate.BD2014, "999999", 5, 4), LONG_KEY, 85);
        assertEquals(
                "999999",
                KeyChange.assemble(EncryptionAlgorithm.EA11, change.tokens())
                        .orElseThrow()
                        .sgc()
                        .digits());
    }

    @Test
    void partsThatOverflowTheirFieldsAreRefused() {
        KeyRevision krn = new KeyRevision(1);
        TariffIndex ti = new TariffIndex(1);
        for (int wrong : new int[] {-1, 16}) {
            assertThrows(
                    IllegalArgumentException.class, () -> new KeyChangeToken.First(wrong, krn, false, KeyType.DUTK, 0));
            assertThrows(IllegalArgumentException.class, () -> new KeyChangeToken.Second(wrong, ti, 0));
        }
        for (int wrong : new int[] {-1, 1 << 12}) {
            assertThrows(IllegalArgumentException.class, () -> new KeyChangeToken.Third(wrong, 0));
            assertThrows(IllegalArgumentException.class, () -> new KeyChangeToken.Fourth(wrong, 0));
        }
    }

    @Test
    void aRollOverThatKeepsTheKeyIsRefused() {
        // DKGA 02 leaves the base date out of the key
        assertThrows(
                IllegalArgumentException.class,
                () -> change(
                        ea07(BaseDate.BD1993, "600675", 7, 1), ea07(BaseDate.BD2014, "600675", 7, 1), DES_KEY, 255));
    }

    @Test
    void aBaseDateNeverGoesBack() {
        assertThrows(
                IllegalArgumentException.class,
                () -> change(
                        ea07(BaseDate.BD2014, "600675", 7, 1), ea07(BaseDate.BD1993, "600675", 8, 1), DES_KEY, 255));
    }

    @Test
    void aKeyChangeKeepsTheMeterItsCipherAndItsDerivation() {
        MeterKeyParameters current =
                parameters("600727070000000135", EncryptionAlgorithm.EA07, Dkga.DKGA04, KeyType.DUTK);
        for (MeterKeyParameters next : List.of(
                parameters("600727151234567808", EncryptionAlgorithm.EA07, Dkga.DKGA04, KeyType.DUTK),
                parameters("600727070000000135", EncryptionAlgorithm.EA11, Dkga.DKGA04, KeyType.DUTK),
                parameters("600727070000000135", EncryptionAlgorithm.EA07, Dkga.DKGA02, KeyType.DUTK))) {
            DecoderKey currentKey =
                    new DecoderKey(current.ea(), new byte[current.ea().keyBytes()]);
            DecoderKey newKey = new DecoderKey(next.ea(), new byte[next.ea().keyBytes()]);
            assertRefused("keeps", current, currentKey, next, newKey);
        }
    }

    @Test
    void bothKeysAreForTheMetersCipher() {
        MeterKeyParameters meter = ea11(BaseDate.BD2014, "600675", 7, 1);
        DecoderKey right = KeyDerivation.derive(LONG_KEY, meter);
        DecoderKey wrong = new DecoderKey(EncryptionAlgorithm.EA07, new byte[8]);
        assertRefused("EA11", meter, wrong, meter, right);
        assertRefused("EA11", meter, right, meter, wrong);
    }

    @ParameterizedTest
    @CsvSource({"DDTK, DUTK", "DUTK, DDTK", "DUTK, DUTK", "DDTK, DDTK"})
    void aMeterGoesFromDefaultToUniqueKeysAndBack(KeyType from, KeyType to) {
        KeyChange change = change(
                parameters("600727151234567808", EncryptionAlgorithm.EA11, Dkga.DKGA04, from),
                parameters("600727151234567808", EncryptionAlgorithm.EA11, Dkga.DKGA04, to),
                LONG_KEY,
                255);
        assertEquals(to, change.kt());
        assertEquals(
                change,
                KeyChange.assemble(EncryptionAlgorithm.EA11, change.tokens()).orElseThrow());
    }

    @Test
    void aNewExpiryMayComeWithTheSameKey() {
        MeterKeyParameters meter = ea07(BaseDate.BD2014, "600675", 7, 1);
        KeyChange change = change(meter, meter, DES_KEY, 0xA5);
        assertEquals(KeyDerivation.derive(DES_KEY, meter), change.newKey());
        assertEquals(
                0xA5,
                KeyChange.assemble(EncryptionAlgorithm.EA07, change.tokens())
                        .orElseThrow()
                        .ken()
                        .number());
    }

    @Test
    void aChangeToAKeyThatHasExpiredIsKnownAsSuch() {
        KeyChange change =
                change(ea11(BaseDate.BD2014, "999962", 5, 3), ea11(BaseDate.BD2014, "999962", 5, 4), LONG_KEY, 85);
        TokenIdentifier last = new TokenIdentifier(BaseDate.BD2014, (86 << 16) - 1);
        assertFalse(change.leadsToAnExpiredKey(last));
        assertTrue(change.leadsToAnExpiredKey(last.next().orElseThrow()));
    }

    @Test
    void itsTokensAreCalledAsTheStandardCallsThem() {
        KeyChange change =
                change(ea11(BaseDate.BD2014, "999962", 5, 3), ea11(BaseDate.BD2014, "999962", 5, 4), LONG_KEY, 85);
        assertEquals(
                "[Set1stSectionDecoderKey, Set2ndSectionDecoderKey, Set3rdSectionDecoderKey, Set4thSectionDecoderKey]",
                change.tokens().toString());
    }

    @Test
    void noTextShowsThePartsOfAKey() {
        KeyChange change =
                change(ea11(BaseDate.BD2014, "999962", 5, 3), ea11(BaseDate.BD2014, "999962", 5, 4), LONG_KEY, 85);
        String text = (change + change.tokens().toString()).toUpperCase(Locale.ROOT);
        for (int offset = 0; offset < 16; offset += 4) {
            String part =
                    HexFormat.of().withUpperCase().formatHex(change.newKey().bytes(), offset, offset + 4);
            assertFalse(text.contains(part));
            assertFalse(text.contains(Integer.toString(HexFormat.fromHexDigits(part))));
        }
    }

    private static void assertRefused(
            String reason,
            MeterKeyParameters current,
            DecoderKey currentKey,
            MeterKeyParameters next,
            DecoderKey newKey) {
        KeyExpiryNumber ken = new KeyExpiryNumber(255);
        String text = assertThrows(
                        IllegalArgumentException.class, () -> KeyChange.between(current, currentKey, next, newKey, ken))
                .toString();
        assertTrue(text.contains(reason), text);
    }

    private static KeyChange change(
            MeterKeyParameters current, MeterKeyParameters next, VendingKey vendingKey, int ken) {
        return KeyChange.between(
                current,
                KeyDerivation.derive(vendingKey, current),
                next,
                KeyDerivation.derive(vendingKey, next),
                new KeyExpiryNumber(ken));
    }

    private static List<String> digits(KeyChange change, DecoderKey currentKey) {
        return change.tokens().stream()
                .map(token -> CODEC.encode(token, currentKey).digits())
                .collect(Collectors.toList());
    }

    private static MeterKeyParameters ea07(BaseDate baseDate, String sgc, int ti, int krn) {
        return parameters("600727070000000135", EncryptionAlgorithm.EA07, Dkga.DKGA02, baseDate, sgc, ti, krn);
    }

    private static MeterKeyParameters ea11(BaseDate baseDate, String sgc, int ti, int krn) {
        return parameters("600727151234567808", EncryptionAlgorithm.EA11, Dkga.DKGA04, baseDate, sgc, ti, krn);
    }

    private static MeterKeyParameters parameters(
            String pan, EncryptionAlgorithm ea, Dkga dkga, BaseDate baseDate, String sgc, int ti, int krn) {
        return new MeterKeyParameters(
                new MeterPan(pan),
                ea,
                dkga,
                baseDate,
                new SupplyGroupCode(sgc),
                new TariffIndex(ti),
                new KeyRevision(krn),
                KeyType.DUTK);
    }

    private static MeterKeyParameters parameters(String pan, EncryptionAlgorithm ea, Dkga dkga, KeyType kt) {
        return new MeterKeyParameters(
                new MeterPan(pan),
                ea,
                dkga,
                BaseDate.BD2014,
                new SupplyGroupCode("600675"),
                new TariffIndex(7),
                new KeyRevision(1),
                kt);
    }

    private static VendingKey vendingKey(String hex) {
        return new VendingKey(HexFormat.of().parseHex(hex));
    }
}
