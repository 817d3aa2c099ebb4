package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyDerivationTest {

    private static final String LONG_KEY = "ABABABABABABABAB949494949494949401234567";

    @Test
    void dkga02GivesTheWorkedKeys() {
        assertEquals("E653341F9D5BF36F", derived("ABABABABABABABAB", dkga02("600727000000000009", "123456", 1, 1)));
        assertEquals("29D0F7C7FF368F74", derived("0123456789ABCDEF", dkga02("600727070000000135", "600675", 7, 1)));
    }

    @Test
    void dkga04GivesTheWorkedKeys() {
        assertEquals("87F3ECBB2E46B48F", derived(LONG_KEY, dkga04(EncryptionAlgorithm.EA07)));
        assertEquals("929BD3A415C9420A05EC5EE9F3CE91C3", derived(LONG_KEY, dkga04(EncryptionAlgorithm.EA11)));
    }

    @Test
    void dkga04WritesItsDataBlockWithTheItemCounts() {
        assertEquals(
                "04023034023134023037023031000406323031343537013201311236303037323730303030303030303030303900000040",
                HexFormat.of().formatHex(KeyDerivation.derivationBlock(dkga04(EncryptionAlgorithm.EA07))));
    }

    @Test
    void aKeyOfTheOtherLengthIsRefusedWithoutBeingShown() {
        VendingKey longKey = vendingKey(LONG_KEY);
        MeterKeyParameters meter = dkga02("600727000000000009", "123456", 1, 1);
        String text = assertThrows(IllegalArgumentException.class, () -> KeyDerivation.derive(longKey, meter))
                .toString();
        assertTrue(text.contains("DKGA04") && text.contains("DKGA02"), text);
        assertFalse(text.toUpperCase(Locale.ROOT).contains("ABAB"), text);
    }

    @ParameterizedTest
    @CsvSource({"1, legacy", "3, legacy", "0, no key derivation", "5, no key derivation"})
    void aLegacyDerivationIsRefusedWithTheReasonAndTheWayOut(int code, String reason) {
        String text = assertThrows(IllegalArgumentException.class, () -> Dkga.ofCode(code))
                .toString();
        assertTrue(text.contains(reason) && text.contains(Integer.toString(code)), text);
        assertTrue(text.endsWith("the meter needs a key by DKGA 02 or DKGA 04"), text);
    }

    @ParameterizedTest
    @CsvSource({"9, withdrawn in edition 3", "0, no cipher", "8, no cipher", "12, no cipher"})
    void aWithdrawnCipherIsRefusedWithTheReasonAndTheWayOut(int code, String reason) {
        String text = assertThrows(IllegalArgumentException.class, () -> EncryptionAlgorithm.ofCode(code))
                .toString();
        assertTrue(text.contains(reason) && text.contains(Integer.toString(code)), text);
        assertTrue(text.endsWith("the meter needs EA 07 or EA 11"), text);
    }

    @Test
    void commonAndInitialisationKeysAreRefused() {
        for (KeyType type : new KeyType[] {KeyType.DCTK, KeyType.DITK}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> parameters("600727000000000009", EncryptionAlgorithm.EA11, Dkga.DKGA04, type));
        }
    }

    @Test
    void dkga02ServesNoEa11() {
        assertThrows(
                IllegalArgumentException.class,
                () -> parameters("600727000000000009", EncryptionAlgorithm.EA11, Dkga.DKGA02, KeyType.DUTK));
    }

    @Test
    void codesOfTheStandardComeBack() {
        for (KeyType type : KeyType.values()) {
            assertEquals(type, KeyType.ofCode(type.code()));
        }
        for (BaseDate date : BaseDate.values()) {
            assertEquals(date, BaseDate.ofCode(date.code()));
        }
        for (Dkga dkga : Dkga.values()) {
            assertEquals(dkga, Dkga.ofCode(dkga.code()));
        }
        for (EncryptionAlgorithm ea : EncryptionAlgorithm.values()) {
            assertEquals(ea, EncryptionAlgorithm.ofCode(ea.code()));
        }
        assertThrows(IllegalArgumentException.class, () -> KeyType.ofCode(4));
        assertThrows(IllegalArgumentException.class, () -> BaseDate.ofCode("2014"));
    }

    @Test
    void numbersOutsideTheirRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new KeyRevision(0));
        assertThrows(IllegalArgumentException.class, () -> new KeyRevision(10));
        assertThrows(IllegalArgumentException.class, () -> new TariffIndex(-1));
        assertThrows(IllegalArgumentException.class, () -> new TariffIndex(100));
        assertThrows(IllegalArgumentException.class, () -> new SupplyGroupCode("12345"));
        assertThrows(IllegalArgumentException.class, () -> new SupplyGroupCode("12345a"));
        assertEquals("07", new TariffIndex(7).digits());
        assertEquals(439, new SupplyGroupCode("000439").number());
    }

    private static String derived(String vendingKey, MeterKeyParameters meter) {
        return hex(KeyDerivation.derive(vendingKey(vendingKey), meter).bytes());
    }

    private static MeterKeyParameters dkga02(String pan, String sgc, int ti, int krn) {
        return new MeterKeyParameters(
                new MeterPan(pan),
                EncryptionAlgorithm.EA07,
                Dkga.DKGA02,
                BaseDate.BD1993,
                new SupplyGroupCode(sgc),
                new TariffIndex(ti),
                new KeyRevision(krn),
                KeyType.DUTK);
    }

    private static MeterKeyParameters dkga04(EncryptionAlgorithm ea) {
        return parameters("600727000000000009", ea, Dkga.DKGA04, KeyType.DUTK);
    }

    private static MeterKeyParameters parameters(String pan, EncryptionAlgorithm ea, Dkga dkga, KeyType kt) {
        return new MeterKeyParameters(
                new MeterPan(pan),
                ea,
                dkga,
                BaseDate.BD2014,
                new SupplyGroupCode("201457"),
                new TariffIndex(1),
                new KeyRevision(1),
                kt);
    }

    private static VendingKey vendingKey(String hex) {
        return new VendingKey(HexFormat.of().parseHex(hex));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
