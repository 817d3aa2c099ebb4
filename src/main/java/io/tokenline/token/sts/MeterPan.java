package io.tokenline.token.sts;

import java.util.Optional;

/**
 * A meter's primary account number (IEC 62055-41, 6.1.2): issuer (600727, or 0000 before a DRN of 13 digits), DRN, Luhn
 * check digit over both.
 *
 * @param digits 18 digits; both check digits hold
 */
public record MeterPan(String digits) {

    private static final String IIN_OF_11 = "600727";
    private static final String IIN_OF_13 = "0000";
    private static final int LENGTH = 18;

    public MeterPan {
        if (!isValid(digits)) {
            throw new IllegalArgumentException(
                    "a MeterPAN has 18 digits: 600727 and a DRN of 11 or 0000 and a DRN of 13, and a Luhn check digit");
        }
    }

    /** The PAN of a meter known by its DRN. */
    public static MeterPan of(Drn drn) {
        String unchecked = (drn.digits().length() == 11 ? IIN_OF_11 : IIN_OF_13) + drn.digits();
        return new MeterPan(unchecked + Luhn.checkDigit(unchecked));
    }

    /**
     * Reads what a customer types: a DRN of 11 or 13 digits, or all 18; spaces and dashes are forgiven.
     *
     * @return empty where the length or a check digit is wrong
     */
    public static Optional<MeterPan> parse(String typed) {
        return Digits.ungrouped(typed).flatMap(MeterPan::ofDigits);
    }

    private static Optional<MeterPan> ofDigits(String digits) {
        if (Drn.isValid(digits)) {
            return Optional.of(of(new Drn(digits)));
        }
        return isValid(digits) ? Optional.of(new MeterPan(digits)) : Optional.empty();
    }

    /** The number on the meter's face. */
    public Drn drn() {
        return new Drn(drnOf(digits));
    }

    /** For people: the digits. */
    @Override
    public String toString() {
        return digits;
    }

    private static boolean isValid(String digits) {
        return digits.length() == LENGTH
                && Digits.only(digits)
                && (digits.startsWith(IIN_OF_11) || digits.startsWith(IIN_OF_13))
                && Luhn.holds(digits)
                && Drn.isValid(drnOf(digits));
    }

    private static String drnOf(String digits) {
        int issuer = digits.startsWith(IIN_OF_11) ? IIN_OF_11.length() : IIN_OF_13.length();
        return digits.substring(issuer, LENGTH - 1);
    }
}
