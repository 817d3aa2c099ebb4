package io.tokenline.tariff;

/**
 * Free basic electricity.
 *
 * @param tenthsAMonth what a meter gets once a calendar month, in 0.1 kWh
 * @param counts it counts into the month's blocks
 */
public record FreeEnergy(long tenthsAMonth, boolean counts) {

    public FreeEnergy {
        if (tenthsAMonth <= 0) {
            throw new IllegalArgumentException("free energy is above zero");
        }
    }
}
