package io.tokenline.token.sts;

/**
 * The decoder reference number printed on a meter (IEC 62055-41, 6.1.2.3): manufacturer code, serial number, Luhn
 * check digit.
 *
 * @param digits 11 digits (manufacturer code of 2) or 13 (manufacturer code of 4), the last one checked
 */
public record Drn(String digits) {

    public Drn {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("a DRN has 11 or 13 digits, the last one its Luhn check digit");
        }
    }

    /** The code of the manufacturer as printed: 2 or 4 digits. */
    public String manufacturerCode() {
        return digits.substring(0, digits.length() == 11 ? 2 : 4);
    }

    /** For people: the digits. */
    @Override
    public String toString() {
        return digits;
    }

    static boolean isValid(String digits) {
        return (digits.length() == 11 || digits.length() == 13) && Digits.only(digits) && Luhn.holds(digits);
    }
}
