package io.tokenline.token.sts;

/**
 * The supply group whose vending key a meter's decoder key descends from (IEC 62055-41, 6.1.6).
 *
 * @param digits 6 digits, leading zeros kept
 */
public record SupplyGroupCode(String digits) {

    public SupplyGroupCode {
        if (digits.length() != 6 || !Digits.only(digits)) {
            throw new IllegalArgumentException("a supply group code has 6 digits");
        }
    }

    /** The code of this number, 0 to 999999. */
    public static SupplyGroupCode of(int number) {
        String digits = Integer.toString(number);
        return new SupplyGroupCode("0".repeat(Math.max(0, 6 - digits.length())) + digits);
    }

    /** The code as the binary number that a key-change token carries: 0 to 999999. */
    public int number() {
        return Integer.parseInt(digits);
    }

    /** For people: the digits. */
    @Override
    public String toString() {
        return digits;
    }
}
