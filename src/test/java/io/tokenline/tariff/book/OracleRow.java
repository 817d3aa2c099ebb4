package io.tokenline.tariff.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.tariff.Breakdown;
import io.tokenline.tariff.Debt;
import io.tokenline.tariff.ReceiptLine;
import io.tokenline.tariff.ReceiptLine.Kind;
import io.tokenline.tariff.Situation;
import io.tokenline.tariff.Tariff;
import io.tokenline.tariff.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A receipt that somebody else printed or worked out.
 *
 * @param tariff file name without {@code .yaml}
 * @param amount paid
 * @param debt the sum that this purchase takes
 * @param unitsThisMonth bought before, in kWh
 * @param firstOfMonth the first purchase of its month
 * @param units in kWh; empty: not checked
 * @param lines {@code name=amount;name=amount}; empty: not checked
 * @param tolerance in money; empty: exact
 */
record OracleRow(
        String tariff,
        BigDecimal amount,
        BigDecimal debt,
        BigDecimal unitsThisMonth,
        boolean firstOfMonth,
        String units,
        String lines,
        String tolerance) {

    static final String HEADER = "tariff,amount,debt,unitsThisMonth,firstOfMonth,units,lines,tolerance";

    private static final String DEBT = "Debt";
    private static final int COLUMNS = HEADER.split(",").length;

    /** Reads a line of the file. */
    static OracleRow parse(String line) {
        List<String> cells = cells(line);
        assertEquals(COLUMNS, cells.size(), "columns in: " + line);
        String first = cells.get(4);
        assertTrue(first.equals("true") || first.equals("false"), "firstOfMonth is true or false, in: " + line);
        return new OracleRow(
                cells.get(0),
                number(cells.get(1)),
                number(cells.get(2)),
                number(cells.get(3)),
                first.equals("true"),
                cells.get(5),
                cells.get(6),
                cells.get(7));
    }

    private static BigDecimal number(String cell) {
        return cell.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cell);
    }

    /** Cells may stand in double quotes, as spreadsheets write them. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** Sells, and compares. */
    void check(Tariff sold) {
        List<Debt> debts = debt.signum() == 0 ? List.of() : List.of(Debt.allOf(DEBT, debt));
        Situation situation = new Situation(
                unitsThisMonth.movePointRight(1).longValueExact(),
                firstOfMonth ? 1 : 0,
                BigDecimal.ZERO,
                Situation.NO_AVERAGE,
                0,
                debts);
        Breakdown breakdown = sold.sell(situation, amount);
        BigDecimal taken = breakdown.sum(Kind.DEBT);
        assertEquals(0, taken.compareTo(debt), () -> "the tariff lets debts take " + taken + " only");
        checkUnits(breakdown, sold.definition().units());
        checkLines(breakdown);
    }

    /** The row's units may be finer than what is sold: they are rounded as the tariff rounds. */
    private void checkUnits(Breakdown breakdown, Units rule) {
        if (units.isEmpty()) {
            return;
        }
        BigDecimal step = BigDecimal.valueOf(rule.stepWattHours(), 3);
        BigDecimal expected = new BigDecimal(units)
                .divide(step, 0, rule.mode())
                .multiply(step)
                .setScale(3, RoundingMode.UNNECESSARY);
        BigDecimal actual = BigDecimal.valueOf(breakdown.wattHours(), 3);
        BigDecimal allowed = tolerance.isEmpty() ? BigDecimal.ZERO : step;
        assertTrue(
                actual.subtract(expected).abs().compareTo(allowed) <= 0,
                () -> "units: expected " + expected + ", sold " + actual);
    }

    private void checkLines(Breakdown breakdown) {
        if (lines.isEmpty()) {
            return;
        }
        boolean namesDebt = ("; " + lines.replace(";", "; ")).contains("; " + DEBT + "=");
        List<ReceiptLine> printed = breakdown.lines().stream()
                .filter(line -> namesDebt || line.kind() != Kind.DEBT)
                .toList();
        String actual = String.join(
                ";",
                printed.stream().map(line -> line.name() + "=" + line.amount()).toList());
        List<String> expected = List.of(lines.split(";"));
        assertEquals(expected.size(), printed.size(), () -> "lines: expected " + lines + ", sold " + actual);
        BigDecimal allowed = tolerance.isEmpty() ? BigDecimal.ZERO : new BigDecimal(tolerance);
        for (int i = 0; i < printed.size(); i++) {
            String[] parts = expected.get(i).split("=", -1);
            ReceiptLine line = printed.get(i);
            assertEquals(parts[0].strip(), line.name(), () -> "lines: expected " + lines + ", sold " + actual);
            BigDecimal off =
                    line.amount().subtract(new BigDecimal(parts[1].strip())).abs();
            assertTrue(off.compareTo(allowed) <= 0, () -> "lines: expected " + lines + ", sold " + actual);
        }
    }
}
