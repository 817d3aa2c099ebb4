package io.tokenline.tariff;

import java.math.RoundingMode;

/**
 * How energy is rounded.
 *
 * @param stepWattHours what it is sold in whole numbers of: 10, 100 or 1,000 Wh
 * @param mode DOWN, HALF_UP or UP
 */
public record Units(long stepWattHours, RoundingMode mode) {

    /** The 0.1 kWh of a credit token (IEC 62055-41, 6.3.6). */
    static final long TOKEN_STEP = 100;

    public Units {
        if (stepWattHours != 10 && stepWattHours != TOKEN_STEP && stepWattHours != 1_000) {
            throw new IllegalArgumentException("energy is sold in steps of 0.01, 0.1 or 1 kWh");
        }
        if (mode != RoundingMode.DOWN && mode != RoundingMode.HALF_UP && mode != RoundingMode.UP) {
            throw new IllegalArgumentException("energy is rounded down, half up or up");
        }
    }

    Units forTokens() {
        return new Units(Math.max(stepWattHours, TOKEN_STEP), mode);
    }
}
