package io.tokenline.tariff.book;

import io.tokenline.tariff.Terms;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Section;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what stands at the head of a tariff's file. */
final class HeadReader {

    private static final int MOST_DECIMALS = 3;
    private static final int USUAL_DECIMALS = 2;

    private final Section file;
    private final Faults faults;

    HeadReader(Section file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** The head; empty where it is at fault, and then reported. */
    Optional<Terms> terms() {
        String name = matching(
                "tariff", "tariff: domestic", "[a-z0-9-]{1,40}", "is small letters, digits and dashes, 40 at most");
        String version = matching(
                "version",
                "version: \"2024-07\"",
                "[A-Za-z0-9._-]{1,19}",
                "is letters, digits, dots and dashes, 19 at most");
        Optional<LocalDate> from = from();
        String currency = matching("currency", "currency: KES", "[A-Z]{3}", "is the three capital letters of ISO 4217");
        int scale = decimals(currency);
        Optional<BigDecimal> minimum = amount("minimum", "minimum: 50", scale);
        Optional<BigDecimal> maximum = amount("maximum", "maximum: 20000", scale);
        if (minimum.isPresent() && maximum.isPresent() && maximum.get().compareTo(minimum.get()) < 0) {
            faults.at(file.key("maximum"), "'maximum' is below 'minimum'; write the greater amount as 'maximum'");
            return Optional.empty();
        }
        if (name.isEmpty() || version.isEmpty() || currency.isEmpty()) {
            return Optional.empty();
        }
        return from.flatMap(day -> minimum.flatMap(
                least -> maximum.map(most -> new Terms(name, version, day, currency, scale, least, most))));
    }

    private String matching(String key, String example, String pattern, String form) {
        String word = file.needWord(key, example);
        if (!word.isEmpty() && !word.matches(pattern)) {
            faults.at(file.take(key).orElse(file.node()), "'" + key + "' " + form + "; write " + example);
            return "";
        }
        return word;
    }

    private Optional<LocalDate> from() {
        String example = "from: 2024-07-01";
        String word = file.needWord("from", example);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(word));
        } catch (DateTimeException e) {
            faults.at(file.take("from").orElse(file.node()), "'from' is a day, year first; write " + example);
            return Optional.empty();
        }
    }

    /** The currency's own, unless the file says otherwise; a currency younger than the Java platform has to be told. */
    private int decimals(String currency) {
        int usual = Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .findAny()
                .orElse(-1);
        Optional<Node> node = file.take("decimals");
        if (node.isEmpty() && usual < 0 && !currency.isEmpty()) {
            faults.at(
                    file.key("currency"),
                    "the currency " + currency + " is not known here; check it, or say its decimals: 2");
        }
        return file.number("decimals", usual < 0 ? USUAL_DECIMALS : usual, 0, MOST_DECIMALS);
    }

    private Optional<BigDecimal> amount(String key, String example, int scale) {
        Optional<BigDecimal> amount = file.needDecimal(key, example);
        if (amount.isPresent() && amount.get().stripTrailingZeros().scale() > scale) {
            faults.at(
                    file.take(key).orElse(file.node()),
                    "'" + key + "' has more than the currency's " + scale + " decimals; write " + example);
            return Optional.empty();
        }
        return amount.map(value -> value.setScale(scale));
    }
}
