package io.tokenline.token.sts;

/** The check digit of DRN and MeterPAN: ISO/IEC 7812-1 annex B, modulus 10, double-add-double. */
final class Luhn {

    private Luhn() {}

    /** The digit that belongs behind these digits. */
    static char checkDigit(String digits) {
        int sum = 0;
        boolean doubled = true;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            if (doubled) {
                digit = digit < 5 ? 2 * digit : 2 * digit - 9;
            }
            sum += digit;
            doubled = !doubled;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Whether the last digit is the check digit of those before it. */
    static boolean holds(String digits) {
        int last = digits.length() - 1;
        return checkDigit(digits.substring(0, last)) == digits.charAt(last);
    }
}
