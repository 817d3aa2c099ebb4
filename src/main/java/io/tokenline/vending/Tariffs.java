package io.tokenline.vending;

import io.tokenline.Settings;
import io.tokenline.tariff.Tariff;
import io.tokenline.tariff.book.TariffReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The tariffs in {@code tariffs/*.yaml}, by name. */
@ApplicationScoped
public class Tariffs {

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
            return in == null
                    ? Optional.empty()
                    : Optional.of(read(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Tariff read(String file, String content) {
        Tariff tariff = TariffReader.faultless(file, content);
        if (!tariff.currency().equals(currency.getCurrencyCode())) {
            throw new IllegalStateException("the tariff " + tariff.name() + " is in " + tariff.currency()
                    + ", but TOKENLINE_CURRENCY is " + currency.getCurrencyCode());
        }
        return tariff.forTokens();
    }
}
