package io.tokenline.token.sts;

import java.util.Optional;

/** Which credit of a meter is cleared (IEC 62055-41, register field of ClearCredit). */
public enum CreditRegister {
    ELECTRICITY(0),
    WATER(1),
    GAS(2),
    TIME(3),
    ELECTRICITY_CURRENCY(4),
    WATER_CURRENCY(5),
    GAS_CURRENCY(6),
    TIME_CURRENCY(7),
    ALL(0xFFFF);

    private final int code;

    CreditRegister(int code) {
        this.code = code;
    }

    /** The standard's number: 0 to 7 or FFFFh. */
    public int code() {
        return code;
    }

    /** The register of this number; empty for a number that the standard reserves. */
    public static Optional<CreditRegister> ofCode(int code) {
        for (CreditRegister register : values()) {
            if (register.code == code) {
                return Optional.of(register);
            }
        }
        return Optional.empty();
    }
}
