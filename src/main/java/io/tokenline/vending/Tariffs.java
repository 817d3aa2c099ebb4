package io.tokenline.vending;

import io.tokenline.Settings;
import io.tokenline.tariff.FlatTariff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The tariffs in {@code tariffs/*.yaml}, by name. */
@ApplicationScoped
public class Tariffs {

    private final Map<String, Optional<FlatTariff>> byName = new ConcurrentHashMap<>();
    private final Currency currency;

    @Inject
    Tariffs(Settings settings) {
        this.currency = settings.currency();
    }

    /** A tariff by the name that a meter carries. */
    public Optional<FlatTariff> named(String name) {
        return name.matches("[a-z0-9-]{1,40}") ? byName.computeIfAbsent(name, this::read) : Optional.empty();
    }

    private Optional<FlatTariff> read(String name) {
        try (InputStream in = Tariffs.class.getResourceAsStream("/tariffs/" + name + ".yaml")) {
            return in == null ? Optional.empty() : Optional.of(read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FlatTariff read(InputStream in) {
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        if (!text(file, "currency").equals(currency.getCurrencyCode())) {
            throw new IllegalStateException("the tariff " + text(file, "tariff") + " is in " + text(file, "currency")
                    + ", but TOKENLINE_CURRENCY is " + currency.getCurrencyCode());
        }
        Map<?, ?> tax = (Map<?, ?>) Objects.requireNonNull(file.get("tax"), "tax");
        return new FlatTariff(
                text(file, "tariff") + "/" + text(file, "version"),
                number(file, "price_per_kwh"),
                text(tax, "name"),
                number(tax, "rate"),
                number(file, "minimum"),
                number(file, "maximum"),
                currency.getDefaultFractionDigits());
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key).toString();
    }

    private static BigDecimal number(Map<?, ?> map, String key) {
        return new BigDecimal(text(map, key));
    }
}
