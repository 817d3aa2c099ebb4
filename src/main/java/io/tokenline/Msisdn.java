package io.tokenline;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A subscriber's phone number, as E.164 digits without the plus sign (ITU-T E.164: at most 15 digits).
 *
 * @param digits 7 to 15 digits, country code first
 */
public record Msisdn(String digits) implements Comparable<Msisdn> {

    /** How many pseudonyms there are: 12 digits. */
    public static final long PSEUDONYMS = 1_000_000_000_000L;

    /** E.164 keeps this country code in reserve. */
    private static final String NOBODYS_COUNTRY = "999";

    private static final int MIN = 7;
    private static final int MAX = 15;
    private static final Pattern SEPARATORS = Pattern.compile("[ \\-()]");

    public Msisdn {
        if (digits.length() < MIN || digits.length() > MAX || !allDigits(digits) || digits.charAt(0) == '0') {
            throw new IllegalArgumentException("not an E.164 number of 7 to 15 digits");
        }
    }

    /**
     * Reads what operators and people write: {@code 07…}, {@code +254…}, {@code 00254…}, {@code 254…}, spaces and
     * dashes between.
     *
     * @param countryCode the digits that replace a leading single 0
     * @return empty where the text is no phone number
     */
    public static Optional<Msisdn> parse(String raw, String countryCode) {
        String text = SEPARATORS.matcher(raw.strip()).replaceAll("");
        if (text.startsWith("+")) {
            text = text.substring(1);
        } else if (text.startsWith("00")) {
            text = text.substring(2);
        } else if (text.startsWith("0")) {
            text = countryCode + text.substring(1);
        }
        if (text.length() < MIN || text.length() > MAX || !allDigits(text) || text.charAt(0) == '0') {
            return Optional.empty();
        }
        return Optional.of(new Msisdn(text));
    }

    /** The form for logs and screens: {@code 2547****678}; of short numbers, too, three digits stay hidden. */
    public String masked() {
        int shown = Math.min(4, digits.length() - 6);
        return digits.substring(0, shown) + "****" + digits.substring(digits.length() - 3);
    }

    /** One of the {@link #PSEUDONYMS} that stand for a number that was forgotten. */
    public static Msisdn pseudonym(long drawn) {
        return new Msisdn(NOBODYS_COUNTRY + String.format(Locale.ROOT, "%012d", drawn));
    }

    /** Whether it stands for a number that was forgotten, and so reaches nobody. */
    public boolean isPseudonym() {
        return digits.length() == MAX && digits.startsWith(NOBODYS_COUNTRY);
    }

    /** Its first digits, as many as tell country and operator: six, and of short numbers fewer, so that six stay hidden. */
    public String prefix() {
        return digits.substring(0, Math.min(6, digits.length() - 6));
    }

    @Override
    public int compareTo(Msisdn other) {
        return digits.compareTo(other.digits);
    }

    /** Masked, so that no log or exception text carries a whole number. */
    @Override
    public String toString() {
        return masked();
    }

    private static boolean allDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
