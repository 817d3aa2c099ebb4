package io.tokenline.vending;

import io.tokenline.Settings;
import io.tokenline.tariff.Block;
import io.tokenline.tariff.CustomerClass;
import io.tokenline.tariff.LineRule;
import io.tokenline.tariff.ReceiptLine.Kind;
import io.tokenline.tariff.Tariff;
import io.tokenline.tariff.TariffDefinition;
import io.tokenline.tariff.Terms;
import io.tokenline.tariff.Title;
import io.tokenline.tariff.Units;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The tariffs in {@code tariffs/*.yaml}, by name. */
@ApplicationScoped
public class Tariffs {

    private static final String ENERGY = "Energy";

    private final Map<String, Optional<Tariff>> byName = new ConcurrentHashMap<>();
    private final Currency currency;

    @Inject
    Tariffs(Settings settings) {
        this.currency = settings.currency();
    }

    /** A tariff by the name that a meter carries. */
    public Optional<Tariff> named(String name) {
        return name.matches("[a-z0-9-]{1,40}") ? byName.computeIfAbsent(name, this::read) : Optional.empty();
    }

    private Optional<Tariff> read(String name) {
        try (InputStream in = Tariffs.class.getResourceAsStream("/tariffs/" + name + ".yaml")) {
            return in == null ? Optional.empty() : Optional.of(read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tariff read(InputStream in) {
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        if (!text(file, "currency").equals(currency.getCurrencyCode())) {
            throw new IllegalStateException("the tariff " + text(file, "tariff") + " is in " + text(file, "currency")
                    + ", but TOKENLINE_CURRENCY is " + currency.getCurrencyCode());
        }
        Map<?, ?> tax = (Map<?, ?>) Objects.requireNonNull(file.get("tax"), "tax");
        return new Tariff(definition(file, tax, currency.getDefaultFractionDigits())).forTokens();
    }

    private static TariffDefinition definition(Map<?, ?> file, Map<?, ?> tax, int scale) {
        LineRule energy =
                new LineRule(new Title(ENERGY), Kind.ENERGY, BigDecimal.ZERO, List.of(), LineRule.Rounding.HALF_UP);
        LineRule vat = new LineRule(
                new Title(text(tax, "name")),
                Kind.PERCENT,
                number(tax, "rate").movePointRight(2),
                List.of(ENERGY),
                LineRule.Rounding.REST);
        return new TariffDefinition(
                new Terms(
                        text(file, "tariff"),
                        text(file, "version"),
                        LocalDate.EPOCH,
                        text(file, "currency"),
                        scale,
                        number(file, "minimum"),
                        number(file, "maximum")),
                new Units(100, RoundingMode.DOWN),
                List.of(new CustomerClass(
                        "all",
                        Optional.empty(),
                        List.of(new Block(Optional.empty(), number(file, "price_per_kwh"), ENERGY)),
                        false,
                        Map.of())),
                "all",
                List.of(energy, vat),
                Optional.empty(),
                new BigDecimal("0.5"),
                Optional.empty(),
                Optional.empty());
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key).toString();
    }

    private static BigDecimal number(Map<?, ?> map, String key) {
        return new BigDecimal(text(map, key));
    }
}
