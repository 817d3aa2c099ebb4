package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StsTokenTest {

    private static final BaseDate BASE_DATE = BaseDate.BD2014;
    private static final TokenIdentifier TID = new TokenIdentifier(BASE_DATE, 6_397_234);

    @Test
    void powerLimitsAreInWatts() {
        assertEquals(0x02619D3240003B49L, bits(new SetMaximumPowerLimit(2, TID, watts(16_384))));
        assertEquals(0x62619D32012C0364L, bits(new SetMaximumPhasePowerUnbalanceLimit(2, TID, watts(300))));
    }

    @Test
    void creditAndTamperAreClearedAsInTheVectors() {
        TokenIdentifier tid = new TokenIdentifier(BaseDate.BD1993, 12_593_749);
        assertEquals(0x19C02A55FFFF2360L, bits(new ClearCredit(9, tid, CreditRegister.ALL)));
        assertEquals(0x50C02A5500002C89L, bits(new ClearTamperCondition(0, tid)));
    }

    @Test
    void ratesAndFactorsFillTheirSixteenBits() {
        assertEquals(0x25619D32ABCDL, new SetTariffRate(5, TID, 0xABCD).block().content());
        assertEquals(0x75619D320001L, new SetWaterMeterFactor(5, TID, 1).block().content());
        for (int wrong : new int[] {-1, 1 << 16}) {
            assertThrows(IllegalArgumentException.class, () -> new SetTariffRate(5, TID, wrong));
            assertThrows(IllegalArgumentException.class, () -> new SetWaterMeterFactor(5, TID, wrong));
        }
    }

    @ParameterizedTest
    @CsvSource({"63, 0, FC00", "63, 1, FC01", "0, 0, 0000", "0, 123, 007B", "63, 1023, FFFF"})
    void anExtendedTokenHoldsAnIndexAndAValue(int index, int value, String field) {
        StsToken token = new SetExtendedValue(5, TID, index, value);
        assertEquals(
                HexFormat.fromHexDigitsToLong("A5619D32" + field), token.block().content());
        assertEquals(new DecodeResult.Decoded(token), StsToken.read(token.block(), BASE_DATE));
    }

    @Test
    void anExtendedIndexHasSixBitsAndItsValueTen() {
        assertThrows(IllegalArgumentException.class, () -> new SetExtendedValue(5, TID, 64, 0));
        assertThrows(IllegalArgumentException.class, () -> new SetExtendedValue(5, TID, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new SetExtendedValue(5, TID, 0, 1024));
        assertThrows(IllegalArgumentException.class, () -> new SetExtendedValue(5, TID, 0, -1));
    }

    @Test
    void noTokenThatHasAnRndTakesOneOfFiveBits() {
        Amount16 amount = watts(1);
        for (int wrong : new int[] {-1, 16}) {
            assertThrows(IllegalArgumentException.class, () -> new TransferCredit(Commodity.GAS, wrong, TID, amount));
            assertThrows(IllegalArgumentException.class, () -> new SetMaximumPowerLimit(wrong, TID, amount));
            assertThrows(IllegalArgumentException.class, () -> new ClearCredit(wrong, TID, CreditRegister.ALL));
            assertThrows(IllegalArgumentException.class, () -> new SetTariffRate(wrong, TID, 1));
            assertThrows(IllegalArgumentException.class, () -> new ClearTamperCondition(wrong, TID));
            assertThrows(
                    IllegalArgumentException.class, () -> new SetMaximumPhasePowerUnbalanceLimit(wrong, TID, amount));
            assertThrows(IllegalArgumentException.class, () -> new SetWaterMeterFactor(wrong, TID, 1));
            assertThrows(IllegalArgumentException.class, () -> new SetExtendedValue(wrong, TID, 1, 1));
        }
    }

    @Test
    void theTestTokensOfTheStandardComeOut() {
        assertEquals("56493153725450313471", test(InitiateMeterTest.every(InitiateMeterTest.Form.TWO_DIGITS)));
        assertEquals("02305843005052951967", test(InitiateMeterTest.every(InitiateMeterTest.Form.FOUR_DIGITS)));
        assertEquals("36893488147556108255", test(new InitiateMeterTest(InitiateMeterTest.Form.TWO_DIGITS, 16, 42)));
    }

    @Test
    void currencyCreditHasNoRndButASign() {
        StsToken token = new TransferCurrencyCredit(
                Commodity.GAS, TID, Amount20.atLeast(new BigDecimal("-1")).orElseThrow());
        assertEquals(0x68619D3260A9L, token.block().content());
        assertEquals(new DecodeResult.Decoded(token), StsToken.read(token.block(), BASE_DATE));
    }

    @Test
    void whateverIsReadIsWrittenTheSame() {
        Random random = new Random(48);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            DataBlock block = new DataBlock(random.nextInt(3), random.nextLong() >>> 16);
            if (StsToken.read(block, BASE_DATE) instanceof DecodeResult.Decoded decoded) {
                assertEquals(block, decoded.token().block());
                read++;
            }
        }
        assertFalse(read < 10_000, "only " + read + " were read");
    }

    @ParameterizedTest
    @EnumSource(CreditRegister.class)
    void everyCreditRegisterIsReadAsItWasWritten(CreditRegister register) {
        StsToken token = new ClearCredit(3, TID, register);
        assertEquals(new DecodeResult.Decoded(token), StsToken.read(token.block(), BASE_DATE));
    }

    @Test
    void fieldsThatTheStandardReservesAreMalformed() {
        assertMalformed(DataBlock.of(2, 1).with(16, 16, 8));
        assertMalformed(DataBlock.of(2, 5).with(16, 16, 1));
        assertMalformed(DataBlock.of(2, 3).with(52, 4, 0));
        assertMalformed(DataBlock.of(2, 3).with(52, 4, 10));
        assertMalformed(DataBlock.of(2, 3).with(52, 4, 1).with(50, 1, 1));
        assertMalformed(DataBlock.of(2, 4).with(48, 8, 100));
        assertMalformed(DataBlock.of(1, 0).with(16, 8, 100));
        assertMalformed(DataBlock.of(1, 1).with(16, 16, 10_000));
        assertMalformed(DataBlock.of(3, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14, 15})
    void managementTokensThatNobodyReadsAreNamed(int subClass) {
        assertEquals(new DecodeResult.KindNotRead(2, subClass), StsToken.read(DataBlock.of(2, subClass), BASE_DATE));
    }

    @Test
    void controlBitsAndManufacturerCodeMustFitTheForm() {
        InitiateMeterTest.Form form = InitiateMeterTest.Form.FOUR_DIGITS;
        assertThrows(IllegalArgumentException.class, () -> new InitiateMeterTest(form, 1L << 28, 0));
        assertThrows(IllegalArgumentException.class, () -> new InitiateMeterTest(form, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new InitiateMeterTest(form, 1, 10_000));
        assertThrows(IllegalArgumentException.class, () -> new InitiateMeterTest(form, 1, -1));
    }

    private static void assertMalformed(DataBlock block) {
        assertInstanceOf(DecodeResult.Malformed.class, StsToken.read(block, BASE_DATE));
    }

    private static Amount16 watts(long watts) {
        return Amount16.atLeast(watts).orElseThrow();
    }

    private static String test(InitiateMeterTest token) {
        assertEquals(new DecodeResult.Decoded(token), StsToken.read(token.block(), BASE_DATE));
        return TokenCodec.encodeClear(token.block()).digits();
    }

    private static long bits(StsToken token) {
        return token.block().bits();
    }
}
