package io.tokenline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.tariff.ReceiptLine.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From money to units and back to the cent. */
class TariffTest {

    private static Tariff flat() {
        return new Tariff(new TariffDefinition(
                new Terms("demo", "1", LocalDate.EPOCH, "KES", 2, new BigDecimal("50"), new BigDecimal("20000")),
                new Units(100, RoundingMode.DOWN),
                List.of(new CustomerClass(
                        "all",
                        Optional.empty(),
                        List.of(new Block(Optional.empty(), new BigDecimal("20"), "Energy")),
                        false,
                        Map.of())),
                "all",
                List.of(
                        new LineRule(
                                new Title("Energy"),
                                Kind.ENERGY,
                                BigDecimal.ZERO,
                                List.of(),
                                LineRule.Rounding.HALF_UP),
                        new LineRule(
                                new Title("VAT"),
                                Kind.PERCENT,
                                new BigDecimal("16"),
                                List.of("Energy"),
                                LineRule.Rounding.REST)),
                Optional.empty(),
                new BigDecimal("0.5"),
                Optional.empty(),
                Optional.empty()));
    }

    @Test
    void theReceiptOfAnExample() {
        Breakdown breakdown = flat().sell(Situation.NEW_METER, new BigDecimal("200.00"));
        assertEquals(86, breakdown.unitsTenths());
        assertEquals(
                List.of("Energy=172.41", "VAT=27.59"),
                breakdown.lines().stream()
                        .map(line -> line.name() + "=" + line.amount())
                        .toList());
        assertEquals(new BigDecimal("0.48"), breakdown.remainder());
        assertEquals(new BigDecimal("199.52"), flat().price(Situation.NEW_METER, 8_600));
    }
}
