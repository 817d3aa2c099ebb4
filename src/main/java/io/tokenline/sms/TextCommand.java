package io.tokenline.sms;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text asks for. Case, spaces and the usual ways to write money are forgiven. */
sealed interface TextCommand {

    /** The longest text that is read; a command needs far less. */
    int LONGEST = 160;

    /**
     * A purchase.
     *
     * @param meter digits as typed, not yet checked
     * @param amount empty where the text has none that could be money
     */
    record Buy(String meter, Optional<BigDecimal> amount) implements TextCommand {}

    /** Anything else. */
    record Help() implements TextCommand {}

    /** Reads a text. */
    static TextCommand read(String text) {
        String clean = text.strip().toUpperCase(Locale.ROOT);
        if (clean.length() > LONGEST) {
            return new Help();
        }
        Matcher buy = Patterns.BUY.matcher(clean);
        if (!buy.matches()) {
            return new Help();
        }
        return new Buy(buy.group("meter"), money(buy.group("amount").strip()));
    }

    private static Optional<BigDecimal> money(String typed) {
        Matcher money = Patterns.MONEY.matcher(typed);
        return money.matches()
                ? Optional.of(new BigDecimal(money.group("amount").replace(",", "")))
                : Optional.empty();
    }

    /** Compiled once. */
    final class Patterns {
        private static final Pattern BUY =
                Pattern.compile("BUY[\\s,.:;*#]+(?<meter>\\S{1,30})(?<amount>.*)", Pattern.DOTALL);
        private static final Pattern MONEY = Pattern.compile(
                "(?:[A-Z]{2,3}\\.?\\s*)?(?<amount>\\d{1,9}(?:,\\d{3})*(?:\\.\\d{1,2})?)(?:\\s*/[=-])?(?:\\s*[A-Z]{2,3})?\\.?");

        private Patterns() {}
    }
}
