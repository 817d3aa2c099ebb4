package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * All that a tariff's file says. What makes no sense together is found by {@link TariffLint}, and {@link Tariff} refuses it.
 *
 * @param terms what stands at its head
 * @param units how energy is rounded
 * @param classes by rising average, at least one; the last one is open
 * @param classOfNewMeters the name of the class for meters without an average
 * @param lines in receipt order
 * @param monthly how charges per month are collected; empty where there are none
 * @param debtShare what debts may take at most of a purchase after the fee: from 0 to below 1
 * @param fee of the channel
 * @param free energy each month
 */
public record TariffDefinition(
        Terms terms,
        Units units,
        List<CustomerClass> classes,
        String classOfNewMeters,
        List<LineRule> lines,
        Optional<MonthlyCharges> monthly,
        BigDecimal debtShare,
        Optional<ChannelFee> fee,
        Optional<FreeEnergy> free) {

    public TariffDefinition {
        classes = List.copyOf(classes);
        lines = List.copyOf(lines);
        if (debtShare.signum() < 0 || debtShare.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("debts take a share of a purchase below 1, so that energy remains");
        }
    }

    TariffDefinition with(Units other) {
        return new TariffDefinition(terms, other, classes, classOfNewMeters, lines, monthly, debtShare, fee, free);
    }
}
