package io.tokenline.vending;

import io.tokenline.tariff.FlatTariff;
import jakarta.enterprise.context.ApplicationScoped;
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

    /** A tariff by the name that a meter carries. */
    public Optional<FlatTariff> named(String name) {
        return name.matches("[a-z0-9-]{1,40}") ? byName.computeIfAbsent(name, Tariffs::read) : Optional.empty();
    }

    private static Optional<FlatTariff> read(String name) {
        try (InputStream in = Tariffs.class.getResourceAsStream("/tariffs/" + name + ".yaml")) {
            return in == null ? Optional.empty() : Optional.of(read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FlatTariff read(InputStream in) {
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        Map<?, ?> tax = (Map<?, ?>) Objects.requireNonNull(file.get("tax"), "tax");
        return new FlatTariff(
                text(file, "tariff") + "/" + text(file, "version"),
                number(file, "price_per_kwh"),
                text(tax, "name"),
                number(tax, "rate"),
                number(file, "minimum"),
                number(file, "maximum"),
                Currency.getInstance(text(file, "currency")).getDefaultFractionDigits());
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key).toString();
    }

    private static BigDecimal number(Map<?, ?> map, String key) {
        return new BigDecimal(text(map, key));
    }
}
