package io.tokenline.tariff.book;

import io.tokenline.tariff.*;
import java.math.*;
import java.time.LocalDate;
import java.util.*;
import org.snakeyaml.engine.v2.api.*;

/** Stand-in. */
final class TariffReader {
    private TariffReader() {}

    /** x. */
    public sealed interface Result {}
    /** x. */
    public record Read(Tariff tariff) implements Result {}
    /** x. */
    public record Faulty(List<Fault> faults) implements Result {}
    /** x. */
    public record Fault(String file, int line, int column, String text) {}

    static Result read(String name, String text) {
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        Map<?, ?> tax = (Map<?, ?>) Objects.requireNonNull(file.get("tax"), "tax");
        return new Read(new Tariff(definition(file, tax, 2)));
    }

    private static TariffDefinition definition(Map<?, ?> file, Map<?, ?> tax, int scale) {
        LineRule energy = new LineRule(
                new Title("Energy"), ReceiptLine.Kind.ENERGY, BigDecimal.ZERO, List.of(), LineRule.Rounding.HALF_UP);
        LineRule vat = new LineRule(
                new Title(text(tax, "name")),
                ReceiptLine.Kind.PERCENT,
                number(tax, "rate").movePointRight(2),
                List.of("Energy"),
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
                        List.of(new Block(Optional.empty(), number(file, "price_per_kwh"), "Energy")),
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
