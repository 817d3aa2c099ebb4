package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Customers who buy at the same blocks.
 *
 * @param name within its tariff
 * @param averageUpTo the greatest average a month that belongs to it, in kWh; empty: there is none
 * @param blocks in their order, at least one; the last one is open
 * @param lifeline the first block is for those who stay within it: a purchase that leads beyond pays the next block's rate
 *     for all its energy
 * @param instead numbers of lines that are others in this class, by line name
 */
public record CustomerClass(
        String name,
        Optional<BigDecimal> averageUpTo,
        List<Block> blocks,
        boolean lifeline,
        Map<String, BigDecimal> instead) {

    public CustomerClass {
        blocks = List.copyOf(blocks);
        instead = Map.copyOf(instead);
    }
}
