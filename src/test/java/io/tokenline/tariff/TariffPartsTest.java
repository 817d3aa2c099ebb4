package io.tokenline.tariff;

import static io.tokenline.tariff.Plain.money;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The smallest and greatest values that the parts of a tariff and of a situation take. */
class TariffPartsTest {

    private static final BigDecimal NONE = BigDecimal.ZERO;
    private static final BigDecimal LESS = new BigDecimal("-0.01");

    private static void right(Executable... makes) {
        List.of(makes).forEach(make -> assertDoesNotThrow(make));
    }

    private static void wrong(Executable... makes) {
        List.of(makes).forEach(make -> assertThrows(IllegalArgumentException.class, make));
    }

    private static Debt debt(BigDecimal remaining, BigDecimal fixed, String rate, BigDecimal least, String most) {
        return new Debt("Debt", remaining, fixed, money(rate), least, Optional.of(money(most)));
    }

    @Test
    void noPartOfADebtIsBelowZero() {
        right(() -> debt(NONE, NONE, "0", NONE, "0"), () -> debt(NONE, NONE, "1", money("5"), "5"));
        wrong(
                () -> debt(LESS, NONE, "0", NONE, "0"),
                () -> debt(NONE, LESS, "0", NONE, "0"),
                () -> debt(NONE, NONE, "-0.01", NONE, "0"),
                () -> debt(NONE, NONE, "0", LESS, "0"),
                () -> debt(NONE, NONE, "1.01", NONE, "0"),
                () -> debt(NONE, NONE, "0", money("5"), "4.99"));
    }

    private static ChannelFee fee(BigDecimal fixed, String rate, BigDecimal least, String most) {
        return new ChannelFee(new Title("Fee"), fixed, money(rate), least, Optional.of(money(most)), false);
    }

    @Test
    void aFeeLeavesSomething() {
        right(() -> fee(NONE, "0", NONE, "0"), () -> fee(NONE, "0.99", money("5"), "5"));
        wrong(
                () -> fee(LESS, "0", NONE, "0"),
                () -> fee(NONE, "-0.01", NONE, "0"),
                () -> fee(NONE, "1", NONE, "0"),
                () -> fee(NONE, "0", LESS, "0"),
                () -> fee(NONE, "0", money("5"), "4.99"));
    }

    @Test
    void blocksAndLinesHaveNumbersThatMakeSense() {
        right(
                () -> new Block(Optional.of(money("0.1")), money("0.0001"), "Energy"),
                () -> line(NONE),
                () -> new FreeEnergy(1, true),
                () -> new MonthlyCharges(Optional.of(1), BigDecimal.ONE),
                () -> new MonthlyCharges(Optional.empty(), money("0.01")));
        wrong(
                () -> new Block(Optional.empty(), NONE, "Energy"),
                () -> new Block(Optional.of(NONE), BigDecimal.ONE, "Energy"),
                () -> line(LESS),
                () -> new FreeEnergy(0, true),
                () -> new MonthlyCharges(Optional.of(0), BigDecimal.ONE),
                () -> new MonthlyCharges(Optional.empty(), NONE),
                () -> new MonthlyCharges(Optional.empty(), money("1.01")),
                () -> new Title(" "));
    }

    private static LineRule line(BigDecimal number) {
        return new LineRule(new Title("Levy"), ReceiptLine.Kind.PER_KWH, number, List.of(), LineRule.Rounding.HALF_UP);
    }

    private static Terms terms(String name, String version, int scale, String minimum, String maximum) {
        return new Terms(name, version, LocalDate.EPOCH, "KES", scale, money(minimum), money(maximum));
    }

    @Test
    void aHeadHasANameAVersionAndLimits() {
        right(() -> terms("a", "1", 0, "0.01", "0.01"), () -> terms("a".repeat(40), "v".repeat(19), 3, "1", "2"));
        wrong(
                () -> terms("a".repeat(41), "1", 2, "1", "2"),
                () -> terms("A", "1", 2, "1", "2"),
                () -> terms("a", "v".repeat(20), 2, "1", "2"),
                () -> terms("a", "1", -1, "1", "2"),
                () -> terms("a", "1", 4, "1", "2"),
                () -> terms("a", "1", 2, "0", "2"),
                () -> terms("a", "1", 2, "2", "1.99"));
    }

    @Test
    void energyIsSoldInThreeStepsAndThreeDirections() {
        for (long step : new long[] {10, 100, 1_000}) {
            right(
                    () -> new Units(step, RoundingMode.DOWN),
                    () -> new Units(step, RoundingMode.HALF_UP),
                    () -> new Units(step, RoundingMode.UP));
        }
        wrong(() -> new Units(1, RoundingMode.DOWN), () -> new Units(100, RoundingMode.FLOOR));
    }

    private static Situation situation(long month, int months, BigDecimal owed, long average, long free) {
        return new Situation(month, months, owed, average, free, List.of());
    }

    @Test
    void noPartOfASituationIsBelowZeroSaveAnAverageThatIsNotKnown() {
        right(() -> situation(0, 0, NONE, 0, 0), () -> situation(0, 0, NONE, Situation.NO_AVERAGE, 0));
        wrong(
                () -> situation(-1, 0, NONE, 0, 0),
                () -> situation(0, -1, NONE, 0, 0),
                () -> situation(0, 0, LESS, 0, 0),
                () -> situation(0, 0, NONE, -2, 0),
                () -> situation(0, 0, NONE, 0, -1));
    }

    @Test
    void unitsOfATokenAreWholeTenths() {
        Breakdown breakdown = new Breakdown(1_290, 500, List.of(), NONE, NONE, List.of(), NONE);
        assertEquals(17, breakdown.unitsTenths());
        assertEquals(NONE, breakdown.paid());
        right(() -> new Breakdown(0, 0, List.of(), NONE, NONE, List.of(), NONE));
        wrong(
                () -> new Breakdown(-1, 0, List.of(), NONE, NONE, List.of(), NONE),
                () -> new Breakdown(0, -1, List.of(), NONE, NONE, List.of(), NONE));
    }

    private static TariffDefinition with(CustomerClass type, String debtShare) {
        TariffDefinition plain = Plain.tariff().definition();
        return new TariffDefinition(
                plain.terms(),
                plain.units(),
                List.of(type),
                type.name(),
                plain.lines(),
                plain.monthly(),
                money(debtShare),
                plain.fee(),
                plain.free());
    }

    @Test
    void debtsLeaveSomethingForEnergy() {
        CustomerClass all = Plain.tariff().definition().classes().get(0);
        right(() -> with(all, "0"), () -> with(all, "0.99"));
        wrong(() -> with(all, "-0.01"), () -> with(all, "1"));
    }

    @Test
    void aClassWithoutBlocksOrWithNumbersBelowZeroIsFound() {
        CustomerClass empty = new CustomerClass("all", Optional.empty(), List.of(), false, Map.of());
        assertEquals(
                List.of("there is no block; write blocks: [{rate: 20.00}]"),
                TariffLint.check(with(empty, "0.5")).stream()
                        .map(TariffLint.Flaw::text)
                        .toList());
        CustomerClass below = new CustomerClass(
                "all",
                Optional.empty(),
                List.of(new Block(Optional.empty(), BigDecimal.TEN, "Energy")),
                false,
                Map.of("Energy", LESS));
        List<TariffLint.Flaw> flaws = TariffLint.check(with(below, "0.5"));
        assertTrue(
                flaws.stream().anyMatch(flaw -> flaw.text().equals("the number of 'Energy' is below zero")),
                flaws.toString());
    }
}
