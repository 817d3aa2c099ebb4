package io.tokenline.registry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Debts as they stand in one cell: {@code Loan:1500.00:50.00:0:0:|Arrears:300.00:0:0.25:0:200.00}. */
final class DebtCell {

    /** How one is written. */
    static final String ADVICE =
            "write name:remaining:fixed:rate:least:most, such as Loan:1500.00:50.00:0:0:, several with a | between them";

    private static final int LEAST_PARTS = 3;
    private static final int PARTS = 6;

    private DebtCell() {}

    /**
     * Reads a cell.
     *
     * @throws IllegalArgumentException that says what is wrong, and nothing of what stands there
     */
    static List<DebtTerms> read(String text, Currency currency) {
        List<DebtTerms> debts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String one : Cells.split(text, Column.BAR)) {
            DebtTerms debt = one(one, currency);
            if (!names.add(debt.name())) {
                throw new IllegalArgumentException("two debts have the same name");
            }
            debts.add(debt);
        }
        if (debts.size() > DebtTerms.PER_METER) {
            throw new IllegalArgumentException("a meter has at most " + DebtTerms.PER_METER + " debts");
        }
        return debts;
    }

    private static DebtTerms one(String text, Currency currency) {
        List<String> parts = Cells.split(text, Column.COLON);
        if (parts.size() < LEAST_PARTS || parts.size() > PARTS) {
            throw new IllegalArgumentException("a debt has a name, what remains, and how it is paid off");
        }
        return new DebtTerms(
                parts.get(0),
                money(part(parts, 1), currency),
                money(part(parts, 2), currency),
                part(parts, 3).map(DebtCell::rate).orElse(BigDecimal.ZERO),
                money(part(parts, 4), currency),
                part(parts, 5).map(most -> money(Optional.of(most), currency)));
    }

    private static Optional<String> part(List<String> parts, int index) {
        return parts.size() > index ? Optional.of(parts.get(index)).filter(part -> !part.isEmpty()) : Optional.empty();
    }

    private static long money(Optional<String> text, Currency currency) {
        return text.isEmpty()
                ? 0
                : Figures.minor(text.get(), currency)
                        .orElseThrow(
                                () -> new IllegalArgumentException("a debt's amounts are 0 or more in " + currency));
    }

    private static BigDecimal rate(String text) {
        return Figures.rate(text)
                .orElseThrow(() -> new IllegalArgumentException("a debt's rate is 0 to 1, such as 0.25"));
    }

    /** Writes a cell that {@link #read} reads. */
    static String write(List<DebtTerms> debts, Currency currency) {
        return debts.stream()
                .map(debt -> String.join(
                        String.valueOf(Column.COLON),
                        debt.name(),
                        Figures.money(debt.remaining(), currency),
                        Figures.money(debt.fixed(), currency),
                        debt.rate().stripTrailingZeros().toPlainString(),
                        Figures.money(debt.least(), currency),
                        debt.most().map(most -> Figures.money(most, currency)).orElse("")))
                .collect(Collectors.joining(String.valueOf(Column.BAR)));
    }
}
