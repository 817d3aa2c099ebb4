package io.tokenline.tariff;

import java.util.List;

/**
 * What an amount of money buys.
 *
 * @param unitsTenths energy in 0.1 kWh
 * @param lines in receipt order; they add up to the amount
 */
public record Breakdown(long unitsTenths, List<ReceiptLine> lines) {

    public Breakdown {
        lines = List.copyOf(lines);
    }
}
