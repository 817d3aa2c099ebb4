package io.tokenline.console;

import io.tokenline.tariff.Breakdown;
import io.tokenline.tariff.Debt;
import io.tokenline.tariff.Situation;
import io.tokenline.tariff.Tariff;
import io.tokenline.vending.Quote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what a tariff would charge in a situation that somebody thinks of. */
public final class TariffTrial {

    private static final long TENTH_IN_WATT_HOURS = 100;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 6;
    private static final int MOST_MONTHS = 120;

    private TariffTrial() {}

    /**
     * An amount and where the meter stands; what is missing is as for a new meter that owes nothing.
     *
     * @param amount that is paid
     * @param monthKwh bought this month already
     * @param fixedMonths months whose fixed charge was not charged yet, this one included (1)
     * @param fixedOwed left unpaid of the fixed charges that were
     * @param averageKwh a month over the last three months
     * @param freeKwh free energy still due this month
     * @param language of the receipt (en)
     */
    public record Wanted(
            @Nullable BigDecimal amount,
            @Nullable BigDecimal monthKwh,
            @Nullable Integer fixedMonths,
            @Nullable BigDecimal fixedOwed,
            @Nullable BigDecimal averageKwh,
            @Nullable BigDecimal freeKwh,
            @Nullable List<Owed> debts,
            @Nullable String language) {}

    /**
     * A debt of the meter.
     *
     * @param fixed that each purchase takes (0)
     * @param rate of the amount that each purchase takes, 0.1 for 10 % (0)
     * @param least of each purchase (0)
     * @param most of each purchase (no limit)
     */
    public record Owed(
            @Nullable String name,
            @Nullable BigDecimal remaining,
            @Nullable BigDecimal fixed,
            @Nullable BigDecimal rate,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most) {}

    /** A line; {@code text} is what the customer reads. */
    public record Line(String name, String text, String kind, String amount) {}

    /** What would be sold. {@code least} buys 0.1 kWh besides what is owed. */
    public record Receipt(
            String tariff,
            String toPay,
            String units,
            String freeUnits,
            List<Line> lines,
            String fixedPaid,
            String fixedOwed,
            String remainder,
            String least) {}

    /**
     * What would be sold.
     *
     * @throws Refusal where the situation or the amount cannot be
     */
    static Receipt of(Tariff tariff, @Nullable Wanted wanted) {
        if (wanted == null || wanted.amount() == null) {
            throw Refusal.invalid(
                    "Send {\"amount\":\"300.00\"} and what else matters: monthKwh, fixedMonths, fixedOwed,"
                            + " averageKwh, freeKwh, debts [{name, remaining, fixed, rate, least, most}], language.");
        }
        try {
            Situation situation = situation(wanted);
            Breakdown sold = tariff.sell(situation, number(wanted.amount(), "amount"));
            String language = wanted.language() == null ? "en" : wanted.language();
            return new Receipt(
                    tariff.version(),
                    sold.paid().toPlainString(),
                    Quote.kilowattHours(sold.unitsTenths()),
                    Quote.kilowattHours(sold.freeWattHours() / TENTH_IN_WATT_HOURS),
                    sold.lines().stream()
                            .map(line -> new Line(
                                    line.name(),
                                    line.name(language),
                                    line.kind().name(),
                                    line.amount().toPlainString()))
                            .toList(),
                    sold.fixedPaid().toPlainString(),
                    sold.fixedOwedAfter().toPlainString(),
                    sold.remainder().toPlainString(),
                    tariff.price(situation, TENTH_IN_WATT_HOURS).toPlainString());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("This cannot be tried: " + e.getMessage() + ".");
        }
    }

    private static Situation situation(Wanted wanted) {
        int months = wanted.fixedMonths() == null ? 1 : wanted.fixedMonths();
        if (months > MOST_MONTHS) {
            throw new IllegalArgumentException("fixedMonths is " + MOST_MONTHS + " at most");
        }
        List<Owed> debts = wanted.debts() == null ? List.of() : wanted.debts();
        return new Situation(
                tenths(wanted.monthKwh(), "monthKwh"),
                months,
                number(wanted.fixedOwed(), "fixedOwed"),
                wanted.averageKwh() == null ? Situation.NO_AVERAGE : tenths(wanted.averageKwh(), "averageKwh"),
                tenths(wanted.freeKwh(), "freeKwh"),
                debts.stream().map(TariffTrial::debt).toList());
    }

    private static Debt debt(@Nullable Owed owed) {
        if (owed == null || owed.name() == null || owed.name().isBlank()) {
            throw new IllegalArgumentException("a debt has a name");
        }
        return new Debt(
                owed.name(),
                number(owed.remaining(), "remaining"),
                number(owed.fixed(), "fixed"),
                number(owed.rate(), "rate"),
                number(owed.least(), "least"),
                Optional.ofNullable(owed.most()).map(most -> number(most, "most")));
    }

    private static long tenths(@Nullable BigDecimal kwh, String name) {
        BigDecimal tenths = number(kwh, name).movePointRight(1).stripTrailingZeros();
        if (tenths.scale() > 0 || tenths.signum() < 0) {
            throw new IllegalArgumentException(name + " is energy in whole 0.1 kWh, such as 12.5");
        }
        return tenths.longValueExact();
    }

    /** Zero where it is missing; a number that only an attacker writes takes no time. */
    private static BigDecimal number(@Nullable BigDecimal number, String name) {
        BigDecimal value = number == null ? BigDecimal.ZERO : number;
        if (value.precision() > MOST_DIGITS || value.scale() > MOST_DECIMALS || value.scale() < -MOST_DIGITS) {
            throw new IllegalArgumentException(name + " has too many digits");
        }
        return value;
    }
}
