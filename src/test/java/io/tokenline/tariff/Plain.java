package io.tokenline.tariff;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.tariff.book.TariffFiles;
import java.math.BigDecimal;
import java.util.List;

/** A tariff without anything, to which each test adds what it is about, and the situations it is bought in. */
final class Plain {

    private Plain() {}

    /** 10.00 a kWh and nothing else; each test adds what it is about. */
    static final String YAML = """
            tariff: plain
            version: "1"
            from: 2026-01-01
            currency: KES
            minimum: 1
            maximum: 100000
            blocks: [{rate: 10}]
            lines:
              - {name: Energy, energy: true, round: rest}
            """;

    static Tariff tariff(String... more) {
        return TariffFiles.tariff(YAML + String.join("\n", more));
    }

    static Tariff with(String right, String other, String... more) {
        assertTrue(YAML.contains(right), right);
        return TariffFiles.tariff(YAML.replace(right, other) + String.join("\n", more));
    }

    static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }

    static Situation month(long tenths) {
        return new Situation(tenths, 0, BigDecimal.ZERO, Situation.NO_AVERAGE, 0, List.of());
    }

    static Situation fixed(int months, String owed) {
        return new Situation(0, months, money(owed), Situation.NO_AVERAGE, 0, List.of());
    }

    static Situation owing(Debt... debts) {
        return new Situation(0, 0, BigDecimal.ZERO, Situation.NO_AVERAGE, 0, List.of(debts));
    }

    static Situation average(long tenths) {
        return new Situation(0, 0, BigDecimal.ZERO, tenths, 0, List.of());
    }

    static String lines(Breakdown breakdown) {
        return String.join(
                ", ",
                breakdown.lines().stream()
                        .map(line -> line.name() + " " + line.amount())
                        .toList());
    }
}
