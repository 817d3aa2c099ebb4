package io.tokenline.sandbox.meter;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A number that a management token writes into a meter (class 2). */
public enum Setting {
    /** In W: above it the meter disconnects. */
    POWER_LIMIT(0, Kind.POWER_LIMIT),
    /** 16 bits whose meaning the standard leaves open. */
    TARIFF_RATE(2, Kind.TARIFF_RATE),
    /** In W: the most by which phases may differ. */
    PHASE_UNBALANCE(6, Kind.PHASE_UNBALANCE),
    /** 16 bits, for water meters. */
    WATER_FACTOR(7, Kind.WATER_FACTOR);

    private final int subClass;
    private final Kind kind;

    Setting(int subClass, Kind kind) {
        this.subClass = subClass;
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Whether a meter with these registers has it: power is electric, the factor is for water. */
    boolean fits(Set<Register> registers) {
        return switch (this) {
            case POWER_LIMIT, PHASE_UNBALANCE ->
                registers.contains(Register.ELECTRICITY) || registers.contains(Register.ELECTRICITY_CURRENCY);
            case WATER_FACTOR -> registers.contains(Register.WATER) || registers.contains(Register.WATER_CURRENCY);
            case TARIFF_RATE -> true;
        };
    }

    /** The number in a token: watts are coded as credit is. */
    long read(Frame token) {
        return switch (this) {
            case POWER_LIMIT, PHASE_UNBALANCE -> Amounts.of(token.value()).longValueExact();
            case TARIFF_RATE, WATER_FACTOR -> token.value();
        };
    }

    static Optional<Setting> of(int subClass) {
        return Arrays.stream(values())
                .filter(setting -> setting.subClass == subClass)
                .findFirst();
    }
}
