package io.tokenline.tariff;

import static io.tokenline.tariff.Plain.average;
import static io.tokenline.tariff.Plain.lines;
import static io.tokenline.tariff.Plain.money;
import static io.tokenline.tariff.Plain.month;
import static io.tokenline.tariff.Plain.tariff;
import static io.tokenline.tariff.Plain.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.tariff.ReceiptLine.Kind;
import io.tokenline.tariff.book.TariffFiles;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each rule of a tariff does to a purchase. */
class TariffTest {

    @Test
    void theHeadIsWhatTheFileSays() {
        Tariff tariff = tariff();
        assertEquals("plain", tariff.name());
        assertEquals("plain/1", tariff.version());
        assertEquals(LocalDate.of(2026, 1, 1), tariff.from());
        assertEquals("KES", tariff.currency());
        assertEquals(2, tariff.scale());
        assertEquals(money("1.00"), tariff.minimum());
        assertEquals(money("100000.00"), tariff.maximum());
        assertEquals(Optional.empty(), tariff.free());
    }

    @Test
    void anAmountOutsideTheLimitsOrFinerThanTheCurrencyIsABugOfTheCaller() {
        Tariff tariff = tariff();
        tariff.sell(Situation.NEW_METER, money("1"));
        tariff.sell(Situation.NEW_METER, money("100000.000"));
        tariff.sell(Situation.NEW_METER, money("12.340"));
        for (String wrong : List.of("0.99", "100000.01", "50.001")) {
            assertThrows(IllegalArgumentException.class, () -> tariff.sell(Situation.NEW_METER, money(wrong)), wrong);
        }
    }

    @Test
    void unitsAreRoundedDownUpOrHalfUpToTheirStep() {
        String units = "blocks:";
        for (String[] row : new String[][] {
            {"0.1", "down", "12.49", "1200"},
            {"0.1", "half_up", "12.49", "1200"},
            {"0.1", "half_up", "12.50", "1300"},
            {"0.1", "up", "12.01", "1300"},
            {"0.1", "up", "12.00", "1200"},
            {"0.01", "down", "12.49", "1240"},
            {"0.01", "half_up", "12.45", "1250"},
            {"1", "down", "19.99", "1000"},
            {"1", "half_up", "15.00", "2000"},
            {"1", "up", "10.01", "2000"}
        }) {
            Tariff tariff = with(units, "units: {step: " + row[0] + ", round: " + row[1] + "}\nblocks:");
            assertEquals(
                    Long.parseLong(row[3]), tariff.sell(month(0), money(row[2])).wattHours(), String.join(" ", row));
        }
    }

    @Test
    void whatRoundingTheUnitsTookAwayOrGaveIsTheRemainder() {
        String vat = "Energy, energy: true}\n  - {name: VAT, percent: 20, of: [Energy], round: rest}";
        String lines = "Energy, energy: true, round: rest}";
        Breakdown down = with(lines, vat).sell(month(0), money("13.00"));
        assertEquals(1_000, down.wattHours());
        assertEquals(money("1.00"), down.remainder());
        Breakdown up = TariffFiles.tariff(
                        Plain.YAML.replace(lines, vat).replace("blocks:", "units: {step: 0.1, round: up}\nblocks:"))
                .sell(month(0), money("13.00"));
        assertEquals(1_100, up.wattHours());
        assertEquals(money("-0.20"), up.remainder());
        assertEquals(money("0.00"), tariff().sell(month(0), money("10.00")).remainder());
    }

    @Test
    void forTokensTheStepIsNeverFinerThanATokenCarries() {
        Tariff fine = with("blocks:", "units: {step: 0.01, round: up}\nblocks:");
        assertEquals(1_210, fine.sell(month(0), money("12.01")).wattHours());
        assertEquals(1_300, fine.forTokens().sell(month(0), money("12.01")).wattHours());
        assertEquals("plain/1", fine.forTokens().version());
        Tariff coarse = with("blocks:", "units: {step: 1, round: down}\nblocks:");
        assertEquals(1_000, coarse.forTokens().sell(month(0), money("19.00")).wattHours());
    }

    @Test
    void onePurchaseIsSplitOverTheBlocksOfTheMonth() {
        Tariff tariff = with("blocks: [{rate: 10}]", "blocks: [{up_to: 5, rate: 10}, {up_to: 8, rate: 20}, {rate: 4}]");
        assertEquals(5_000, tariff.sell(month(0), money("50")).wattHours());
        assertEquals(6_500, tariff.sell(month(0), money("80")).wattHours());
        assertEquals(10_500, tariff.sell(month(0), money("120")).wattHours());
        assertEquals(3_000, tariff.sell(month(30), money("40")).wattHours());
        assertEquals(1_000, tariff.sell(month(50), money("20")).wattHours());
        assertEquals(5_000, tariff.sell(month(80), money("20")).wattHours());
        assertEquals(5_000, tariff.sell(month(900), money("20")).wattHours());
    }

    @Test
    void eachBlockMayHaveALineOfItsOwn() {
        Tariff tariff = TariffFiles.tariff(Plain.YAML.replace(
                        "blocks: [{rate: 10}]", "blocks: [{up_to: 5, rate: 10, line: Cheap}, {rate: 20, line: Energy}]")
                + "  - {name: Cheap, energy: true}\n  - {name: VAT, percent: 10, of: [Energy]}\n");
        Breakdown both = tariff.sell(month(0), money("94.00"));
        assertEquals("Energy 40.00, Cheap 50.00, VAT 4.00", lines(both));
        assertEquals(7_000, both.wattHours());
        assertEquals("Cheap 30.00", lines(tariff.sell(month(20), money("30.00"))));
        assertEquals("Energy 20.00, VAT 2.00", lines(tariff.sell(month(50), money("22.00"))));
    }

    @Test
    void aPurchaseThatLeadsBeyondTheLifelinePaysTheNextRateForAll() {
        Tariff tariff = with(
                "blocks: [{rate: 10}]",
                "blocks: [{up_to: 30, rate: 10, lifeline: true}, {up_to: 100, rate: 20}, {rate: 25}]");
        assertEquals(30_000, tariff.sell(month(0), money("300.00")).wattHours());
        assertEquals(15_000, tariff.sell(month(0), money("300.01")).wattHours());
        assertEquals(10_000, tariff.sell(month(200), money("100.00")).wattHours());
        assertEquals(10_000, tariff.sell(month(200), money("200.00")).wattHours());
        assertEquals(5_000, tariff.sell(month(300), money("100.00")).wattHours());
        assertEquals(82_000, tariff.sell(month(200), money("1650.00")).wattHours());
    }

    @Test
    void thePriceOfEnergyIsTheLesserOneOnEitherSideOfALifeline() {
        Tariff tariff = with(
                "blocks: [{rate: 10}]",
                "blocks: [{up_to: 30, rate: 10, lifeline: true}, {up_to: 100, rate: 20}, {rate: 25}]");
        assertEquals(money("150.00"), tariff.price(month(0), 15_000));
        assertEquals(money("300.00"), tariff.price(month(0), 30_000));
        assertEquals(money("602.00"), tariff.price(month(0), 30_100));
        assertEquals(money("200.00"), tariff.price(month(300), 10_000));
    }

    @Test
    void aPriceIsOneThatMayBePaidOnEitherSideOfALifeline() {
        Tariff tariff = TariffFiles.tariff(Plain.YAML
                .replace("minimum: 1\n", "minimum: 400\n")
                .replace(
                        "blocks: [{rate: 10}]",
                        "blocks: [{up_to: 30, rate: 10, lifeline: true}, {up_to: 100, rate: 20}, {rate: 25}]"));
        assertEquals(money("400.00"), tariff.price(month(0), 20_000));
        assertEquals(money("500.00"), tariff.price(month(0), 25_000));
    }

    @Test
    void theAverageOfTheLastMonthsChoosesTheClass() {
        Tariff tariff = with("blocks: [{rate: 10}]", """
                classes:
                  - {name: small, average_up_to: 30, blocks: [{rate: 5}], instead: {Levy: 1}}
                  - {name: ordinary, average_up_to: 100, blocks: [{rate: 8}]}
                  - {name: great, blocks: [{rate: 18}]}
                new_meters: ordinary
                """.stripTrailing(), "  - {name: Levy, per_kwh: 2}");
        assertEquals("Energy 50.00, Levy 10.00", lines(tariff.sell(average(300), money("60"))));
        assertEquals("Energy 48.00, Levy 12.00", lines(tariff.sell(average(301), money("60"))));
        assertEquals("Energy 48.00, Levy 12.00", lines(tariff.sell(average(1_000), money("60"))));
        assertEquals("Energy 54.00, Levy 6.00", lines(tariff.sell(average(1_001), money("60"))));
        assertEquals("Energy 50.00, Levy 10.00", lines(tariff.sell(average(0), money("60"))));
        assertEquals("Energy 48.00, Levy 12.00", lines(tariff.sell(Situation.NEW_METER, money("60"))));
    }

    @Test
    void percentagesMayBeOfOtherPercentages() {
        Tariff tariff = tariff(
                "  - {name: Levy, per_kwh: 2}",
                "  - {name: Fund, percent: 5, of: [Energy]}",
                "  - {name: VAT, percent: 10, of: [Energy, Fund, Levy]}");
        assertEquals("Energy 100.00, Levy 20.00, Fund 5.00, VAT 12.50", lines(tariff.sell(month(0), money("137.50"))));
    }

    @Test
    void everyLineIsRoundedByItsOwnRuleAndOneTakesTheRest() {
        String line = "Energy, energy: true, round: rest}";
        for (String[] row :
                new String[][] {{"up", "3.34, VAT 6.66"}, {"down", "3.33, VAT 6.67"}, {"half_up", "3.33, VAT 6.67"}}) {
            Tariff tariff = with(
                    line,
                    "Energy, energy: true, round: " + row[0]
                            + "}\n  - {name: VAT, percent: 200, of: [Energy], round: rest}");
            assertEquals("Energy " + row[1], lines(tariff.sell(month(0), money("10"))));
        }
    }

    @Test
    void whereLinesRoundedUpLeaveLessThanNothingTheGreatestGivesWay() {
        Tariff tariff = with(
                "Energy, energy: true, round: rest}",
                "Energy, energy: true, round: up}\n  - {name: A, per_kwh: 0.01, round: up}"
                        + "\n  - {name: B, per_kwh: 0.01, round: up}\n  - {name: C, per_kwh: 0.0001, round: rest}");
        assertEquals("Energy 0.98, A 0.01, B 0.01", lines(tariff.sell(month(0), money("1.00"))));
    }

    @Test
    void aCurrencyWithoutCentsHasWholeLines() {
        Tariff tariff = TariffFiles.tariff(Plain.YAML.replace("KES", "UGX").replace("round: rest", "round: half_up")
                + "  - {name: VAT, percent: 18, of: [Energy], round: rest}\n");
        assertEquals("Energy 85, VAT 15", lines(tariff.sell(month(0), money("100"))));
        assertThrows(IllegalArgumentException.class, () -> tariff.sell(month(0), money("100.5")));
        assertEquals(money("12"), tariff.price(month(0), 1_000));
    }

    @Test
    void ofTwoEqualLinesTheFirstGivesWay() {
        Tariff tariff = with(
                "Energy, energy: true, round: rest}",
                "Energy, energy: true, round: up}\n  - {name: Levy, per_kwh: 10, round: up}"
                        + "\n  - {name: Fund, per_kwh: 0.0001, round: rest}");
        assertEquals("Energy 0.50, Levy 0.51", lines(tariff.sell(month(0), money("1.01"))));
    }

    @Test
    void aLineIsPrintedInTheCustomersLanguage() {
        ReceiptLine line = with("name: Energy", "name: {en: Energy, sw: Umeme}")
                .sell(month(0), money("10"))
                .lines()
                .get(0);
        assertEquals("Energy", line.name());
        assertEquals("Umeme", line.name("sw"));
        assertEquals("Energy", line.name("am"));
        assertEquals(Kind.ENERGY, line.kind());
    }

    @Test
    void aDefinitionThatMakesNoSenseIsRefusedWithAllItsFlaws() {
        TariffDefinition right = tariff().definition();
        TariffDefinition wrong = new TariffDefinition(
                right.terms(),
                right.units(),
                right.classes(),
                "others",
                List.of(),
                right.monthly(),
                right.debtShare(),
                right.fee(),
                right.free());
        String message = assertThrows(IllegalArgumentException.class, () -> new Tariff(wrong))
                .getMessage();
        for (String part : List.of("plain: ", "no line is for the energy", "what rounding leaves", "class 'others'")) {
            assertTrue(String.valueOf(message).contains(part), message);
        }
        assertFalse(TariffLint.check(wrong).isEmpty());
        assertEquals(List.of(), TariffLint.check(right));
    }
}
