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
import io.tokenline.token.sts.InitiateMeterTest;
import io.tokenline.token.sts.StaTables;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What staff and electricians type: tests, limits, credit and tamper cleared. */
class ManagementTokensTest {

    private static final DecoderKey KEY = Vendor.key(EncryptionAlgorithm.EA07, 0x5A);
    private static final MeterKey CARRIED = Vendor.carried(KEY, Vendor.UNIQUE, Vendor.EXPIRY);

    private final StsMeter meter = Vendor.meter(KEY);

    private Answer manage(int subClass, int tid, int value) {
        return meter.enter(digits(2, subClass, tid, value, KEY), NOW);
    }

    private static Answer accepted(Kind kind, long value) {
        return Answer.accepted(kind, BigInteger.valueOf(value));
    }

    @Test
    void limitsAreInWattsAndCodedAsCreditIs() {
        assertEquals(accepted(Kind.POWER_LIMIT, 1_000), manage(0, 1, 0x03E8));
        assertEquals(accepted(Kind.POWER_LIMIT, 16_394), manage(0, 2, 0x4001));
        assertEquals(accepted(Kind.POWER_LIMIT, 18_201_624), manage(0, 3, 0xFFFF));
        assertEquals(accepted(Kind.PHASE_UNBALANCE, 16_384), manage(6, 4, 0x4000));
        assertEquals(
                Map.of(Setting.POWER_LIMIT, 18_201_624L, Setting.PHASE_UNBALANCE, 16_384L),
                meter.state().settings());
    }

    @Test
    void aTariffRateIsKeptAsItIs() {
        assertEquals(accepted(Kind.TARIFF_RATE, 0xFFFF), manage(2, 1, 0xFFFF));
        assertEquals(Map.of(Setting.TARIFF_RATE, 0xFFFFL), meter.state().settings());
    }

    @Test
    void aWaterMeterHasAFactorAndNoPower() {
        StsMeter water = Vendor.meter(CARRIED, EnumSet.of(Register.WATER));
        assertEquals(accepted(Kind.WATER_FACTOR, 0x8000), water.enter(digits(2, 7, 1, 0x8000, KEY), NOW));
        assertEquals(Answer.rejected(Kind.POWER_LIMIT), water.enter(digits(2, 0, 2, 1, KEY), NOW));
        assertEquals(Answer.rejected(Kind.PHASE_UNBALANCE), water.enter(digits(2, 6, 2, 1, KEY), NOW));
        assertEquals(accepted(Kind.TARIFF_RATE, 1), water.enter(digits(2, 2, 2, 1, KEY), NOW));
        assertEquals(Answer.rejected(Kind.WATER_FACTOR), manage(7, 1, 1), "and the other way round");
    }

    @Test
    void aLimitIsSetOnce() {
        assertEquals(accepted(Kind.POWER_LIMIT, 5_000), manage(0, 10, 5_000));
        assertEquals(accepted(Kind.POWER_LIMIT, 3_000), manage(0, 11, 3_000));
        assertEquals(Answer.refused(Result.USED, Kind.POWER_LIMIT), manage(0, 10, 5_000));
        assertEquals(3_000, meter.state().settings().get(Setting.POWER_LIMIT));
    }

    @Test
    void creditIsClearedRegisterByRegister() {
        StsMeter all = Vendor.meter(CARRIED, EnumSet.allOf(Register.class));
        for (Register register : Register.values()) {
            all.enter(digits(0, register.number(), 100 + register.number(), 77, KEY), NOW);
        }
        Set<Register> left = EnumSet.allOf(Register.class);
        for (Register register : Register.values()) {
            assertEquals(
                    Answer.accepted(Kind.CLEAR_CREDIT, BigInteger.ZERO, register),
                    all.enter(digits(2, 1, 200 + register.number(), register.number(), KEY), NOW));
            left.remove(register);
            all.state()
                    .credit()
                    .forEach((counted, units) -> assertEquals(left.contains(counted) ? 77 : 0, units.intValueExact()));
        }
    }

    @Test
    void allCreditIsClearedAtOnce() {
        meter.enter(credit(1, 10, KEY), NOW);
        meter.enter(digits(0, 4, 2, 10, KEY), NOW);
        assertEquals(Answer.accepted(Kind.CLEAR_CREDIT, BigInteger.ZERO), manage(1, 3, 0xFFFF));
        assertEquals(
                Map.of(Register.ELECTRICITY, BigInteger.ZERO, Register.ELECTRICITY_CURRENCY, BigInteger.ZERO),
                meter.state().credit());
    }

    @Test
    void aRegisterThatTheMeterLacksCannotBeCleared() {
        for (int register : new int[] {1, 8, 0xFFFE}) {
            assertEquals(Answer.rejected(Kind.CLEAR_CREDIT), manage(1, 1, register));
        }
        assertEquals(Set.of(), meter.state().tids());
    }

    @Test
    void anOpenedCoverIsForgottenByItsToken() {
        meter.tamper();
        assertTrue(meter.state().tampered());
        assertEquals(Answer.rejected(Kind.CLEAR_TAMPER), manage(5, 1, 1), "its padding is not 0");
        assertTrue(meter.state().tampered());
        assertEquals(accepted(Kind.CLEAR_TAMPER, 0), manage(5, 1, 0));
        assertFalse(meter.state().tampered());
        meter.tamper();
        assertEquals(Answer.refused(Result.USED, Kind.CLEAR_TAMPER), manage(5, 1, 0));
        assertTrue(meter.state().tampered());
    }

    private static String test(InitiateMeterTest.Form form, long control, int make) {
        return digits(new InitiateMeterTest(form, control, make), KEY);
    }

    @Test
    void testsAreForEveryMakeOrForItsOwn() {
        for (InitiateMeterTest.Form form : InitiateMeterTest.Form.values()) {
            assertEquals(accepted(Kind.TEST, form.everyTest()), meter.enter(test(form, form.everyTest(), 0), NOW));
            assertEquals(accepted(Kind.TEST, 16), meter.enter(test(form, 16, Vendor.MAKE), NOW));
            assertEquals(
                    accepted(Kind.TEST, 16), meter.enter(test(form, 16, Vendor.MAKE), NOW), "as often as one likes");
            assertEquals(Answer.rejected(Kind.TEST), meter.enter(test(form, 16, Vendor.MAKE + 1), NOW));
        }
    }

    @Test
    void aMakeOfFourDigitsIsNamedByFourOnly() {
        StsMeter one = new StsMeter(MeterState.fresh(123, CARRIED, Vendor.ELECTRIC), StaTables.sample());
        String four = test(InitiateMeterTest.Form.FOUR_DIGITS, 1, 123);
        String two = digits(DataBlock.of(1, 0).with(24, 36, 1).with(16, 8, 123), KEY);
        assertEquals(accepted(Kind.TEST, 1), one.enter(four, NOW));
        assertEquals(Answer.rejected(Kind.TEST), one.enter(two, NOW));
    }

    @Test
    void theGreatestMakesAreMakesToo() {
        for (int make : new int[] {99, 9_999}) {
            StsMeter one = new StsMeter(MeterState.fresh(make, CARRIED, Vendor.ELECTRIC), StaTables.sample());
            InitiateMeterTest.Form form =
                    make == 99 ? InitiateMeterTest.Form.TWO_DIGITS : InitiateMeterTest.Form.FOUR_DIGITS;
            assertEquals(accepted(Kind.TEST, 1), one.enter(test(form, 1, make), NOW));
        }
    }

    @Test
    void otherTokensInClearAreRejected() {
        for (int subClass = 2; subClass < 16; subClass++) {
            assertEquals(Answer.rejected(Kind.UNKNOWN), meter.enter(digits(DataBlock.of(1, subClass), KEY), NOW));
        }
    }
}
