package io.tokenline.tariff;

import static io.tokenline.tariff.Plain.fixed;
import static io.tokenline.tariff.Plain.lines;
import static io.tokenline.tariff.Plain.money;
import static io.tokenline.tariff.Plain.month;
import static io.tokenline.tariff.Plain.owing;
import static io.tokenline.tariff.Plain.tariff;
import static io.tokenline.tariff.Plain.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.tariff.ReceiptLine.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes off an amount before it buys energy, and what comes on top. */
class TariffDeductionsTest {

    private static final String MONTHLY = "  - {name: Rent, per_month: 20}\n  - {name: Network, per_month: 10}\n"
            + "  - {name: VAT, percent: 10, of: [Rent, Network]}\nmonthly: ";

    @Test
    void theFirstPurchaseOfAMonthPaysItsCharges() {
        Tariff tariff = tariff(MONTHLY + "{months: 1}");
        Breakdown first = tariff.sell(fixed(1, "0"), money("133.00"));
        assertEquals("Energy 100.00, Rent 20.00, Network 10.00, VAT 3.00", lines(first));
        assertEquals(money("30.00"), first.fixedPaid());
        assertEquals(money("0.00"), first.fixedOwedAfter());
        assertEquals(money("30.00"), first.sum(Kind.PER_MONTH));
        Breakdown second = tariff.sell(fixed(0, "0"), money("100"));
        assertEquals("Energy 100.00", lines(second));
        assertEquals(0, second.fixedPaid().signum());
    }

    @Test
    void unpaidMonthsPileUpAsFarAsTheTariffSays() {
        Breakdown all = tariff(MONTHLY + "{months: all}").sell(fixed(4, "5"), money("1000"));
        assertEquals(money("125.00"), all.fixedPaid());
        Breakdown two = tariff(MONTHLY + "{months: 2}").sell(fixed(4, "5"), money("1000"));
        assertEquals(money("60.00"), two.fixedPaid());
        assertEquals("Energy 934.00, Rent 40.00, Network 20.00, VAT 6.00", lines(two));
        Breakdown one = tariff(MONTHLY + "{months: 1}").sell(fixed(0, "12.34"), money("1000"));
        assertEquals(money("12.34"), one.fixedPaid());
    }

    @Test
    void chargesEatNoMoreThanTheirShareAndTheRestIsOwed() {
        Tariff tariff = tariff(MONTHLY + "{months: 1, at_most: 50}");
        Breakdown part = tariff.sell(fixed(1, "0"), money("40.00"));
        assertEquals("Energy 18.00, Rent 13.33, Network 6.67, VAT 2.00", lines(part));
        assertEquals(money("20.00"), part.fixedPaid());
        assertEquals(money("10.00"), part.fixedOwedAfter());
        assertEquals(1_800, part.wattHours());
        Breakdown next = tariff.sell(fixed(0, "10.00"), money("40.00"));
        assertEquals("Energy 29.00, Rent 6.66, Network 3.34, VAT 1.00", lines(next));
    }

    @Test
    void chargesWithoutAShareMayEatAPurchaseWhole() {
        Tariff tariff = tariff(MONTHLY + "{months: all}");
        Breakdown eaten = tariff.sell(fixed(2, "0"), money("44.00"));
        assertEquals("Rent 26.66, Network 13.34, VAT 4.00", lines(eaten));
        assertEquals(money("40.00"), eaten.fixedPaid());
        assertEquals(money("20.00"), eaten.fixedOwedAfter());
        assertEquals(0, eaten.wattHours());
        assertEquals(0, eaten.remainder().signum());
        Breakdown exactly = tariff.sell(fixed(2, "0"), money("66.00"));
        assertEquals(money("0.00"), exactly.fixedOwedAfter());
        assertEquals(0, exactly.wattHours());
        assertEquals(100, tariff.sell(fixed(2, "0"), money("67.00")).wattHours());
    }

    @Test
    void whatIsOwedStaysOwedWhereATariffHasNoCharges() {
        Breakdown breakdown = tariff().sell(fixed(3, "7.50"), money("100"));
        assertEquals(money("7.50"), breakdown.fixedOwedAfter());
        assertEquals("Energy 100.00", lines(breakdown));
    }

    @Test
    void debtsArePaidInTheirOrderWithinTheTariffsShare() {
        Debt meter = Debt.allOf("Meter", money("30.00"));
        Debt arrears = Debt.allOf("Arrears", money("100.00"));
        Breakdown breakdown = tariff("debts: {at_most: 60}").sell(owing(meter, arrears), money("100.00"));
        assertEquals("Energy 40.00, Meter 30.00, Arrears 30.00", lines(breakdown));
        assertEquals(
                List.of(new DebtPayment("Meter", money("30.00")), new DebtPayment("Arrears", money("30.00"))),
                breakdown.debtsPaid());
        assertEquals(money("60.00"), breakdown.sum(Kind.DEBT));
        assertEquals(4_000, breakdown.wattHours());
        Breakdown other = tariff("debts: {at_most: 60}").sell(owing(arrears, meter), money("100.00"));
        assertEquals(List.of(new DebtPayment("Arrears", money("60.00"))), other.debtsPaid());
        assertEquals(
                money("50.00"), tariff().sell(owing(arrears), money("100.00")).sum(Kind.DEBT));
    }

    @Test
    void aDebtTakesAFixedSumAndAShareWithinItsBounds() {
        Tariff tariff = tariff("debts: {at_most: 90}");
        Debt debt = new Debt("Meter", money("500"), money("5"), money("0.10"), money("10"), Optional.of(money("40")));
        for (String[] row : new String[][] {
            {"20", "10.00"}, {"100", "15.00"}, {"100.19", "15.01"}, {"1000", "40.00"}, {"10", "9.00"}
        }) {
            assertEquals(money(row[1]), tariff.sell(owing(debt), money(row[0])).sum(Kind.DEBT), row[0]);
        }
        Debt little = new Debt("Meter", money("3.20"), money("5"), money("0.10"), money("10"), Optional.empty());
        assertEquals(money("3.20"), tariff.sell(owing(little), money("100")).sum(Kind.DEBT));
    }

    @Test
    void twoDebtsAreRoundedTogether() {
        Debt third = new Debt("A", money("500"), money("0"), money("0.3333"), money("0"), Optional.empty());
        Debt other = new Debt("B", money("500"), money("0"), money("0.3333"), money("0"), Optional.empty());
        Breakdown breakdown = tariff("debts: {at_most: 90}").sell(owing(third, other), money("1.99"));
        assertEquals("Energy 0.67, A 0.66, B 0.66", lines(breakdown));
    }

    @Test
    void aFeeIsTakenFirstOrPaidOnTop() {
        String fee = "fee: {name: Channel, fixed: 1, percent: 1, least: 2.50, most: 6, on_top: ";
        Debt debt = new Debt("Debt", money("500"), money("0"), money("0.5"), money("0"), Optional.empty());
        Breakdown inside = tariff(fee + "false}").sell(owing(debt), money("300.00"));
        assertEquals("Energy 148.00, Channel 4.00, Debt 148.00", lines(inside));
        assertEquals(money("300.00"), inside.paid());
        Breakdown onTop = tariff(fee + "true}").sell(owing(debt), money("300.00"));
        assertEquals("Energy 150.00, Channel 4.00, Debt 150.00", lines(onTop));
        assertEquals(money("304.00"), onTop.paid());
        assertEquals("Energy 97.50, Channel 2.50", lines(tariff(fee + "false}").sell(month(0), money("100"))));
        assertEquals("Energy 994.00, Channel 6.00", lines(tariff(fee + "false}").sell(month(0), money("1000"))));
        assertEquals(
                "Energy 196.01, Channel 2.99",
                lines(tariff(fee.replace("2.50", "0") + "false}").sell(month(0), money("199.00"))));
        assertEquals(
                "Energy 195.52, Channel 2.99",
                lines(tariff(fee.replace("2.50", "0") + "false}").sell(month(0), money("198.51"))));
        assertEquals("Channel 1.00", lines(tariff(fee + "false}").sell(month(0), money("1.00"))));
    }

    @Test
    void aFeeOfNothingHasNoLine() {
        Tariff tariff = tariff("fee: {name: Channel, percent: 0.1}");
        Breakdown breakdown = tariff.sell(owing(Debt.allOf("Debt", money("1.00"))), money("4.00"));
        assertEquals("Energy 3.00, Debt 1.00", lines(breakdown));
    }

    @Test
    void freeEnergyComesOnTopAndCountsIntoTheBlocksOrNot() {
        String blocks = "blocks: [{up_to: 10, rate: 10}, {rate: 20}]";
        Situation due = new Situation(20, 0, BigDecimal.ZERO, Situation.NO_AVERAGE, 50, List.of());
        Tariff counting = with("blocks: [{rate: 10}]", blocks, "free: {kwh: 5, counts: true}");
        Breakdown counted = counting.sell(due, money("50.00"));
        assertEquals(4_000, counted.wattHours());
        assertEquals(5_000, counted.freeWattHours());
        assertEquals(90, counted.unitsTenths());
        assertEquals(90, counting.countedTenths(counted));
        Tariff apart = with("blocks: [{rate: 10}]", blocks, "free: {kwh: 5, counts: false}");
        Breakdown beside = apart.sell(due, money("50.00"));
        assertEquals(5_000, beside.wattHours());
        assertEquals(100, beside.unitsTenths());
        assertEquals(50, apart.countedTenths(beside));
        assertEquals(50, tariff().countedTenths(tariff().sell(month(0), money("50.00"))));
        assertEquals(Optional.of(new FreeEnergy(50, false)), apart.free());
    }

    @Test
    void aPriceIsTheLeastAmountThatBuysSoMuch() {
        Tariff tariff = with("minimum: 1\n", "minimum: 20\n", MONTHLY + "{months: 1, at_most: 50}");
        assertEquals(money("133.00"), tariff.price(fixed(1, "0"), 10_000));
        assertEquals(money("100.00"), tariff.price(fixed(0, "0"), 10_000));
        assertEquals(money("20.00"), tariff.price(fixed(0, "0"), 100));
        assertEquals(money("200000.00"), tariff.price(fixed(0, "0"), 20_000_000));
        assertThrows(IllegalArgumentException.class, () -> tariff.price(fixed(0, "0"), 0));
        assertThrows(IllegalArgumentException.class, () -> tariff.price(fixed(0, "0"), Long.MAX_VALUE));
    }
}
