package io.tokenline.sms;

import io.tokenline.Money;
import io.tokenline.metering.Meters;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text asks for. Language, case, spaces and the usual ways to write money are forgiven. */
sealed interface TextCommand {

    /** The longest text that is read; a command needs far less. */
    int LONGEST = 160;

    /**
     * A purchase.
     *
     * @param meter as typed, groups and all, not yet checked
     * @param amount empty where the text has none that could be money
     * @param again whether it is meant once more
     * @param wallet what to pay with, as typed; empty where the text does not say
     */
    record Buy(String meter, Optional<Money> amount, boolean again, String wallet) implements TextCommand {}

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

    /**
     * The last token, or an earlier one, once more.
     *
     * @param which empty, a number from 1 (the last), a reference, or a meter number
     */
    record Resend(String which) implements TextCommand {}

    /** How the last purchase stands. */
    record Status() implements TextCommand {}

    /** Which meters the phone's owner has. */
    record MyMeters() implements TextCommand {}

    /**
     * Another language.
     *
     * @param code ISO 639-1; empty where the text names none that we know
     */
    record Language(Optional<String> code) implements TextCommand {}

    /** Forget what the phone's owner told us. */
    record Stop() implements TextCommand {}

    /** Anything else. */
    record Help() implements TextCommand {}

    /** Reads a text. */
    static TextCommand read(String text, Currency currency) {
        String clean = Patterns.plain(text);
        Matcher command = Patterns.COMMAND.matcher(clean);
        if (clean.length() > LONGEST || !command.matches()) {
            return new Help();
        }
        String word = command.group("word");
        String rest = command.group("rest");
        Optional<Keyword> keyword = Keyword.of(word);
        if (keyword.isEmpty()) {
            Optional<String> language = rest.isEmpty() ? Keyword.language(word) : Optional.empty();
            return language.isPresent() ? new Language(language) : new Help();
        }
        return switch (keyword.get()) {
            case BUY -> buy(rest, currency);
            case CHECK -> check(rest);
            case TOKEN -> new Resend(Patterns.GAPS.matcher(rest).replaceAll(""));
            case STATUS -> new Status();
            case METERS -> new MyMeters();
            case LANG -> new Language(Keyword.language(rest));
            case STOP -> new Stop();
            case HELP, AGAIN -> new Help();
        };
    }

    /** Whether to act on a text twice would do something twice. */
    static boolean isOrder(String text) {
        Matcher command = Patterns.COMMAND.matcher(Patterns.plain(text));
        return command.matches()
                && Keyword.of(command.group("word")).filter(Keyword.BUY::equals).isPresent();
    }

    private static TextCommand buy(String rest, Currency currency) {
        Matcher last = Patterns.LAST_WORDS.matcher(rest);
        if (!last.matches()) {
            return order(rest, currency, false, "");
        }
        String words = last.group("words");
        if (isAgain(words)) {
            return order(last.group("order"), currency, true, "");
        }
        TextCommand plain = order(rest, currency, false, "");
        if (!(plain instanceof Buy buy) || buy.amount().isPresent()) {
            return plain;
        }
        // what stands behind the amount is no money: a wallet, perhaps with a word that says: once more
        int space = words.lastIndexOf(' ');
        boolean again = space > 0 && isAgain(words.substring(space + 1));
        String wallet = again ? words.substring(0, space) : words;
        return order(last.group("order"), currency, again, wallet) instanceof Buy paid
                        && paid.amount().isPresent()
                ? paid
                : plain;
    }

    private static boolean isAgain(String words) {
        return Keyword.of(words).filter(Keyword.AGAIN::equals).isPresent();
    }

    private static TextCommand order(String order, Currency currency, boolean again, String wallet) {
        Matcher grouped = Patterns.ORDER_GROUPED.matcher(order);
        Matcher buy = grouped.matches() && Meters.drnOf(grouped.group("meter")).isPresent()
                ? grouped
                : Patterns.ORDER.matcher(order);
        return buy.matches()
                ? new Buy(buy.group("meter"), Money.parse(buy.group("amount"), currency), again, wallet)
                : new Help();
    }

    private static TextCommand check(String rest) {
        Matcher token = Patterns.TOKEN.matcher(rest);
        return token.matches()
                ? new Check(Patterns.GAPS
                        .matcher(token.group("token"))
                        .replaceAll(" ")
                        .strip())
                : new Help();
    }

    /** Compiled once. */
    final class Patterns {

        /** What people put between words and groups of digits. */
        private static final String GAP = "[\\s,.:;*#/-]";

        private static final Pattern COMMAND =
                Pattern.compile("(?<word>\\p{L}[\\p{L}\\p{M}-]*)" + GAP + "*(?<rest>.*?)[\\s.!?]*", Pattern.DOTALL);

        private static final Pattern ORDER =
                Pattern.compile("(?<meter>[^\\s,.:;*#]{1,30})[\\s,.:;*#]*(?<amount>.*?)[\\s.]*", Pattern.DOTALL);

        /** A meter number written as it is printed, in groups; taken where its check digits hold. */
        private static final Pattern ORDER_GROUPED =
                Pattern.compile("(?<meter>\\d[\\d -]{9,28}\\d)[\\s,.:;*#]+(?<amount>\\S.*?)[\\s.]*", Pattern.DOTALL);

        /** What stands behind the last digit of an order. */
        private static final Pattern LAST_WORDS = Pattern.compile(
                "(?<order>.*[\\d/=-])" + GAP
                        + "+(?<words>\\p{L}[\\p{L}\\p{M}\\p{N}-]*( \\p{L}[\\p{L}\\p{M}\\p{N}-]*){0,2})",
                Pattern.DOTALL);

        /** Something with a digit in it; what stands before a token in our SMS may stand before it here. */
        private static final Pattern TOKEN =
                Pattern.compile("(?:\\D{0,40}\\d ?:)?\\D{0,40}(?<token>\\d.*)", Pattern.DOTALL);

        private static final Pattern GAPS = Pattern.compile(GAP + "+");

        private Patterns() {}

        /** In capitals, with the digits that we write, whichever script they came in. */
        private static String plain(String text) {
            String capitals = text.strip().toUpperCase(Locale.ROOT);
            StringBuilder plain = new StringBuilder(capitals.length());
            for (int i = 0; i < capitals.length(); i++) {
                char sign = capitals.charAt(i);
                plain.append(sign > 0x7F && Character.isDigit(sign) ? (char) ('0' + Character.digit(sign, 10)) : sign);
            }
            return plain.toString();
        }
    }
}
