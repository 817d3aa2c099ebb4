package io.tokenline.sandbox.meter;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** A counter of credit. */
public enum Register {
    /** In 0.1 kWh. */
    ELECTRICITY(0),
    /** In 0.1 m3. */
    WATER(1),
    /** In 0.1 m3. */
    GAS(2),
    /** In 0.1 min. */
    TIME(3),
    /** In 0.00001 of the currency's unit, as the three below. */
    ELECTRICITY_CURRENCY(4),
    WATER_CURRENCY(5),
    GAS_CURRENCY(6),
    TIME_CURRENCY(7);

    private final int number;

    Register(int number) {
        this.number = number;
    }

    /** 0 to 7: the sub-class of its credit tokens, and what ClearCredit calls it. */
    public int number() {
        return number;
    }

    /** Whether it counts money. */
    public boolean isCurrency() {
        return number > 3;
    }

    /** Decimals of what it counts: 1, or 5 for money. */
    public int decimals() {
        return isCurrency() ? 5 : 1;
    }

    static Optional<Register> of(int number) {
        return Arrays.stream(values())
                .filter(register -> register.number == number)
                .findFirst();
    }

    /** How much a credit token for this register adds. */
    BigInteger amount(Frame token) {
        return isCurrency() ? Amounts.ofCurrency(token.nibble(), token.value()) : Amounts.of(token.value());
    }
}
