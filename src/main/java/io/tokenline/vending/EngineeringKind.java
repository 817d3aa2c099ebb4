package io.tokenline.vending;

import io.tokenline.token.TokenOrder;
import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.CreditRegister;
import io.tokenline.token.sts.InitiateMeterTest;
import java.util.Optional;

/** What a utility may have a meter do without a sale. */
public enum EngineeringKind {
    /** The most power, in watts. */
    POWER_LIMIT,
    /** The most unbalance between phases, in watts. */
    PHASE_UNBALANCE,
    /** A credit register is emptied: 0 electricity to 7, or 65535 for all. */
    CLEAR_CREDIT,
    /** The meter works again after tampering; no value. */
    CLEAR_TAMPER,
    /** Units without money, in 0.1 kWh. */
    FREE_CREDIT,
    /** Every test and display; the value is the number of digits of the meter's manufacturer code, 2 or 4. */
    METER_TEST,
    /** Another meter is hung in its place; what was left on the old one, in 0.1 kWh, goes over by a token for the new one. */
    REPLACEMENT;

    private static final int TWO = 2;
    private static final int FOUR = 4;

    /** The order for a token; empty where the value is out of range, or of a replacement where nothing was left. */
    Optional<TokenOrder> order(long value) {
        return switch (this) {
            case POWER_LIMIT -> Amount16.atLeast(value).map(TokenOrder.PowerLimit::new);
            case PHASE_UNBALANCE -> Amount16.atLeast(value).map(TokenOrder.PhaseUnbalance::new);
            case FREE_CREDIT, REPLACEMENT ->
                value == 0 ? Optional.empty() : Amount16.atLeast(value).map(TokenOrder.Credit::new);
            case CLEAR_CREDIT ->
                value < 0 || value > 0xFFFF
                        ? Optional.empty()
                        : CreditRegister.ofCode((int) value).map(TokenOrder.Clear::new);
            case CLEAR_TAMPER -> value == 0 ? Optional.of(new TokenOrder.ClearTamper()) : Optional.empty();
            case METER_TEST -> test(value).map(form -> new TokenOrder.MeterTest(InitiateMeterTest.every(form)));
        };
    }

    /** What the token says where this value is asked for: great numbers go up to the next one that 16 bits can say. */
    long carried(long value) {
        return switch (this) {
            case POWER_LIMIT, PHASE_UNBALANCE, FREE_CREDIT, REPLACEMENT ->
                Amount16.atLeast(value).map(Amount16::units).orElse(value);
            case CLEAR_CREDIT, CLEAR_TAMPER, METER_TEST -> value;
        };
    }

    private static Optional<InitiateMeterTest.Form> test(long digits) {
        if (digits == TWO) {
            return Optional.of(InitiateMeterTest.Form.TWO_DIGITS);
        }
        return digits == FOUR ? Optional.of(InitiateMeterTest.Form.FOUR_DIGITS) : Optional.empty();
    }

    /** The value as people read it: units in kWh, everything else as it is. */
    String shown(long value) {
        return this == FREE_CREDIT || this == REPLACEMENT ? Quote.kilowattHours(value) : Long.toString(value);
    }
}
