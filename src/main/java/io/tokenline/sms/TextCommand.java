package io.tokenline.sms;

import io.tokenline.Money;
import io.tokenline.metering.Meters;
import java.util.Currency;
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
     * @param meter as typed, groups and all, not yet checked
     * @param amount empty where the text has none that could be money
     */
    record Buy(String meter, Optional<Money> amount) implements TextCommand {}

    /**
     * A question about a token.
     *
     * @param token as typed, single spaces between its groups, not yet checked
     */
    record Check(String token) implements TextCommand {

        /** Without the digits. */
        @Override
        public String toString() {
            return "Check";
        }
    }

    /** Anything else. */
    record Help() implements TextCommand {}

    /** Reads a text. */
    static TextCommand read(String text, Currency currency) {
        String clean = text.strip().toUpperCase(Locale.ROOT);
        if (clean.length() > LONGEST) {
            return new Help();
        }
        Matcher check = Patterns.CHECK.matcher(clean);
        if (check.matches()) {
            return new Check(
                    Patterns.GAPS.matcher(check.group("token")).replaceAll(" ").strip());
        }
        Matcher grouped = Patterns.BUY_GROUPED.matcher(clean);
        Matcher buy = grouped.matches() && Meters.drnOf(grouped.group("meter")).isPresent()
                ? grouped
                : Patterns.BUY.matcher(clean);
        if (!buy.matches()) {
            return new Help();
        }
        return new Buy(buy.group("meter"), Money.parse(buy.group("amount"), currency));
    }

    /** Compiled once. */
    final class Patterns {
        private static final Pattern BUY = Pattern.compile(
                "BUY[\\s,.:;*#]+(?<meter>[^\\s,.:;*#]{1,30})[\\s,.:;*#]*(?<amount>.*?)[\\s.]*", Pattern.DOTALL);

        /** A meter number written as it is printed, in groups; taken where its check digits hold. */
        private static final Pattern BUY_GROUPED = Pattern.compile(
                "BUY[\\s,.:;*#]+(?<meter>\\d[\\d -]{9,28}\\d)[\\s,.:;*#]+(?<amount>\\S.*?)[\\s.]*", Pattern.DOTALL);

        /** What people put between words and groups of digits. */
        private static final String GAP = "[\\s,.:;*#/-]";

        /** Something with a digit in it; what stands before a token in our SMS may stand before it here. */
        private static final Pattern CHECK = Pattern.compile(
                "CHECK(?:" + GAP + "+|(?=\\d))(?:(?:(?:KEY|NAMBA) ?\\d ?:|TOKENI?|CODE|NAMBA)" + GAP
                        + "*)?(?<token>.*\\d.*)",
                Pattern.DOTALL);

        private static final Pattern GAPS = Pattern.compile(GAP + "+");

        private Patterns() {}
    }
}
