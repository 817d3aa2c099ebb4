package io.tokenline.tariff.book;

import static io.tokenline.tariff.book.TariffLintTest.VALID;
import static io.tokenline.tariff.book.TariffLintTest.lint;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake that an analyst can make in a tariff, and what he is told. */
class TariffFaultsTest {

    static Stream<Arguments> faultsOfTheHead() {
        return Stream.of(
                broken("tariff: small", "tariff: small\ncolour: blue", "t.yaml:2:1: unknown key 'colour' in the file"),
                broken("tariff: small", "tariff: Small", "t.yaml:1:9: 'tariff' is small letters"),
                broken("version: \"1\"", "version: \"1/2\"", "2:10: 'version' is letters"),
                broken("version: \"1\"\n", "", "1:1: the file has no 'version'; write version: \"2024-07\""),
                broken("2026-01-01", "1.1.2026", "3:7: 'from' is a day, year first; write from: 2024-07-01"),
                broken("2026-01-01", "2026-02-30", "3:7: 'from' is a day"),
                broken("KES", "shilling", "4:11: 'currency' is the three capital letters"),
                broken("KES", "XYQ", "4:1: the currency XYQ is not known here"),
                broken("KES", "KES\ndecimals: 4", "'decimals' must be a number from 0 to 3"),
                broken("50.00", "50.001", "5:10: 'minimum' has more than the currency's 2 decimals"),
                broken("50.00", "50,00", "5:10: 'minimum' of the file must be a plain number like 12.5"),
                broken("50.00", "0", "5:1: 'minimum' of the file must be above zero"),
                broken("50.00", "-5", "5:10: 'minimum' of the file must be a plain number"),
                broken("20000", "49.99", "6:1: 'maximum' is below 'minimum'"),
                broken("step: 0.1", "step: 0.2", "7:15: energy is sold in steps of 0.01, 0.1 or 1 kWh"),
                broken("round: down}\nclasses", "round: off}\nclasses", "7:27: energy is rounded down, half_up or up"),
                broken(
                        "new_meters: much",
                        "new_meters: many",
                        "18:13: there is no class 'many' for new meters; write one of "),
                broken("months: 1", "months: 0", "'months' must be a number from 1 to 120"),
                broken("{months: 1, at_most: 50}", "{at_most: 50}", "24:10: 'monthly' has no 'months'"),
                broken("at_most: 50", "at_most: 101", "24:22: 'at_most' is in per cent, 100 at most"),
                broken("at_most: 40", "at_most: 100", "25:9: debts leave something for energy"),
                broken("most: 9", "most: 1", "26:54: 'most' is below 'least'"),
                broken("percent: 1,", "percent: 100,", "a fee of the whole amount leaves nothing"),
                broken("name: Channel", "name: Rent", "two lines are called 'Rent'"),
                broken("kwh: 50", "kwh: 50.05", "27:8: free energy is given in whole 0.1 kWh"),
                broken("kwh: 50, counts: true", "kwh: 50", "'free' has no 'counts'"));
    }

    static Stream<Arguments> faultsOfTheLines() {
        return Stream.of(
                broken("sw: Umeme}", "swa2: Umeme}", "'swa2' is no language"),
                broken("name: {en: Energy, sw: Umeme}", "name: {}", "20:12: 'name' is empty"),
                broken("name: {en: Energy, sw: Umeme}", "name: [Energy]", "20:12: 'name' is a text"),
                broken("name: Levy", "name: \"Levy=1\"", "21:12: a line's name has 40 characters at most, and no '='"),
                broken("name: Levy, ", "", "21:5: line 2 has no 'name'"),
                broken("name: Levy", "name: Rent", "22:5: two lines are called 'Rent'"),
                broken(
                        "energy: true",
                        "energy: true, per_kwh: 1",
                        "20:5: a line has one of energy, per_kwh, percent and per_month"),
                broken("per_kwh: 1.25, ", "", "21:5: a line has one of"),
                broken("per_kwh: 1.25", "per_kwh: 1.25, of: [Rent]", "only a percentage is of lines"),
                broken(
                        "per_kwh: 1.25, round: down",
                        "per_kwh: 1.25, round: rest",
                        "23:5: 'VAT' is the second line with round: rest"),
                broken("round: rest", "round: up", "20:3: no line takes what rounding leaves"),
                broken(
                        "round: down}\n  - {name: Rent",
                        "round: nearest}\n  - {name: Rent",
                        "21:40: a line is rounded up, down or half_up"),
                broken(
                        "of: [Energy, Rent]",
                        "of: [Energy, Hire]",
                        "23:5: 'VAT' is of a line that does not exist; write some of Energy, Levy, Rent, VAT"),
                broken("of: [Energy, Rent]", "of: [Energy, VAT]", "23:5: 'VAT' is in the end a percentage of itself"),
                broken(
                        "of: [Energy, Rent], round: rest}",
                        "of: [Fund], round: rest}\n  - {name: Fund, percent: 1, of: [VAT]}",
                        "24:5: 'Fund' is in the end a percentage of itself"),
                broken("percent: 16, of: [Energy, Rent]", "percent: 16", "23:5: line 4 has no 'of'"),
                broken(
                        "per_month: 100}",
                        "per_month: 100}\n  - {name: Network, per_month: 20}",
                        "24:5: 'VAT' is of some lines per month and not of others"),
                broken(
                        "per_month: 100}",
                        "per_month: 100.005}",
                        "22:5: a charge per month is whole money of the currency"),
                broken("per_month: 100}", "per_month: 20001}", "22:5: the charge is above the maximum of a purchase"),
                broken(
                        "per_month: 100}",
                        "per_month: 100, round: rest}",
                        "22:5: a line per month cannot take what rounding leaves"),
                broken("monthly: {months: 1, at_most: 50}\n", "", "22:5: say how charges per month are collected"),
                broken(
                        "  - {name: Rent, per_month: 100}\n",
                        "  - {name: Rent, per_kwh: 1}\n",
                        "24:10: no line is per month; leave 'monthly' out"),
                broken("energy: true", "per_kwh: 2", "20:3: no line is for the energy"));
    }

    static Stream<Arguments> faultsOfTheBlocks() {
        return Stream.of(
                broken("{up_to: 80, rate: 15}", "{up_to: 40, rate: 15}", "16:9: the blocks are not in rising order"),
                broken("{up_to: 80, rate: 15}", "{up_to: 50, rate: 15}", "16:9: the blocks are not in rising order"),
                broken("up_to: 50,", "up_to: 0,", "15:10: 'up_to' of block 1 must be above zero"),
                broken(
                        "  - name: much\n",
                        "  - {name: more, average_up_to: 30, blocks: [{rate: 1}]}\n  - name: much\n",
                        "13:5: the classes are not in rising order"),
                broken("{up_to: 80, rate: 15}", "{rate: 15}", "16:9: write where the block ends"),
                broken("      - {rate: 20}\n", "", "16:9: the last block has no end"),
                broken("{up_to: 80, rate: 15}", "{up_to: 80}", "16:9: block 2 has no 'rate'"),
                broken("rate: 15", "rate: 0", "16:21: 'rate' of block 2 must be above zero"),
                broken("rate: 15", "rate: KES 15", "16:27: 'rate' of block 2 must be a plain number"),
                broken(
                        "up_to: 80, rate: 15",
                        "up_to: 80, rate: 15, line: Levy",
                        "16:9: 'Levy' is no energy line; write one of Energy"),
                broken("rate: 15", "rate: 15, lifeline: true", "only the first block can be a lifeline"),
                broken(", {rate: 16}", "", "11:14: the last block has no end"),
                broken(
                        "{up_to: 20, rate: 8, lifeline: true}, {rate: 16}",
                        "{rate: 8, lifeline: true}",
                        "nothing follows the lifeline block"),
                broken("average_up_to: 30", "colour: red", "unknown key 'colour' in class 1"),
                broken("    average_up_to: 30\n", "", "9:5: write 'average_up_to'"),
                broken("  - name: much\n", "  - name: much\n    average_up_to: 90\n", "the last class has no end"),
                broken(
                        "  - name: much\n",
                        "  - {name: more, average_up_to: 20, blocks: [{rate: 1}]}\n  - name: much\n",
                        "13:5: the classes are not in rising order"),
                broken("name: much", "name: little", "13:5: two classes are called 'little'"),
                broken(
                        "instead: {Rent: 10}",
                        "instead: {Hire: 10}",
                        "9:5: 'Hire' under 'instead' is no line with a number"),
                broken(
                        "instead: {Rent: 10}",
                        "instead: {Energy: 10}",
                        "9:5: 'Energy' under 'instead' is no line with a number"),
                broken(
                        "new_meters: much",
                        "blocks: [{rate: 1}]",
                        "18:1: a tariff has 'blocks' or 'classes' with blocks"),
                broken(
                        "energy: true}",
                        "energy: true}\n  - {name: Night, energy: true}",
                        "15:9: block 1 has no 'line'; write line: Energy"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource({"faultsOfTheHead", "faultsOfTheLines", "faultsOfTheBlocks"})
    void aFaultIsReportedWithItsPlace(String right, String wrong, String message) {
        assertTrue(VALID.contains(right), right);
        TariffReader.Faulty faulty = assertInstanceOf(TariffReader.Faulty.class, lint(VALID.replace(right, wrong)));
        assertTrue(faulty.toString().contains(message), faulty.toString());
        assertTrue(faulty.faults().stream().allMatch(f -> f.toString().matches("t\\.yaml:\\d+:\\d+: (?s).+")));
    }

    private static Arguments broken(String right, String wrong, String message) {
        return Arguments.of(right, wrong, message);
    }
}
