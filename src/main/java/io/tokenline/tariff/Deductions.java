package io.tokenline.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes off an amount before charges, taxes and energy: first the channel's fee, then debts.
 *
 * @param fee rounded half up; zero where the tariff has none
 * @param debts those of which something is paid
 * @param left for all else
 */
record Deductions(BigDecimal fee, List<DebtPayment> debts, BigDecimal left) {

    static Deductions of(TariffDefinition tariff, Situation situation, BigDecimal amount) {
        int scale = tariff.terms().scale();
        BigDecimal fee = tariff.fee()
                .map(rule -> rule.of(amount).setScale(scale, RoundingMode.HALF_UP))
                .orElse(BigDecimal.ZERO);
        boolean isInside = tariff.fee().isPresent() && !tariff.fee().get().onTop();
        BigDecimal taken = isInside ? fee.min(amount) : fee;
        BigDecimal left = isInside ? amount.subtract(taken) : amount;
        if (situation.debts().isEmpty()) {
            return new Deductions(taken, List.of(), left);
        }
        BigDecimal most = left.multiply(tariff.debtShare()).setScale(scale, RoundingMode.DOWN);
        List<DebtPayment> debts = debts(situation.debts(), left, most, scale);
        return new Deductions(
                taken, debts, debts.stream().map(DebtPayment::amount).reduce(left, BigDecimal::subtract));
    }

    /**
     * The sum so far is rounded down, not each payment: two debts whose payments rose by a cent at once would leave less for
     * energy when more is paid.
     */
    private static List<DebtPayment> debts(List<Debt> debts, BigDecimal paid, BigDecimal most, int scale) {
        List<DebtPayment> payments = new ArrayList<>();
        BigDecimal wanted = BigDecimal.ZERO;
        BigDecimal taken = BigDecimal.ZERO;
        for (Debt debt : debts) {
            wanted = wanted.add(debt.wanted(paid));
            BigDecimal sum = wanted.setScale(scale, RoundingMode.DOWN).min(most);
            if (sum.compareTo(taken) > 0) {
                payments.add(new DebtPayment(debt.name(), sum.subtract(taken)));
            }
            taken = sum;
        }
        return List.copyOf(payments);
    }
}
