package io.tokenline.tariff;

import io.tokenline.tariff.LineRule.Rounding;
import io.tokenline.tariff.ReceiptLine.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Writes the lines of a purchase so that they add up to the money. */
final class Receipt {

    private final List<LineRule> rules;
    private final int scale;
    private final BigDecimal[] amounts;

    private Receipt(List<LineRule> rules, int scale) {
        this.rules = rules;
        this.scale = scale;
        this.amounts = new BigDecimal[rules.size()];
    }

    /**
     * The lines of charges, levies, taxes and energy; those of nothing are left out.
     *
     * @param money that they add up to
     * @param chargesAMonth all of them together
     */
    static List<ReceiptLine> lines(
            List<LineRule> rules,
            int scale,
            Purchase purchase,
            BigDecimal money,
            BigDecimal chargesPaid,
            BigDecimal chargesAMonth) {
        Receipt receipt = new Receipt(rules, scale);
        receipt.charges(chargesPaid, chargesAMonth);
        receipt.rounded(purchase, money);
        return receipt.written();
    }

    /** A part payment is shared out by what each charge is a month; sums so far are rounded, so nothing is lost. */
    private void charges(BigDecimal paid, BigDecimal aMonth) {
        BigDecimal part = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < amounts.length; i++) {
            if (rules.get(i).kind() == Kind.PER_MONTH) {
                part = part.add(rules.get(i).number());
                BigDecimal next = paid.signum() == 0
                        ? BigDecimal.ZERO
                        : paid.multiply(part).divide(aMonth, scale, RoundingMode.DOWN);
                amounts[i] = next.subtract(sum);
                sum = next;
            }
        }
    }

    private void rounded(Purchase purchase, BigDecimal money) {
        BigDecimal rest = money;
        int balancing = 0;
        for (int i = 0; i < amounts.length; i++) {
            LineRule rule = rules.get(i);
            if (rule.rounding() == Rounding.REST) {
                balancing = i;
                continue;
            }
            if (rule.kind() != Kind.PER_MONTH) {
                amounts[i] = purchase.line(i, scale, rule.rounding().mode());
            }
            rest = rest.subtract(amounts[i]);
        }
        amounts[balancing] = rest;
        while (amounts[balancing].signum() < 0) {
            takeACentOffTheGreatest(balancing);
        }
    }

    /** Where lines rounded up leave less than nothing, which only happens with very small money. */
    private void takeACentOffTheGreatest(int balancing) {
        int greatest = balancing;
        for (int i = 0; i < amounts.length; i++) {
            // what is paid of charges stands in books, too
            if (rules.get(i).kind() != Kind.PER_MONTH && amounts[i].compareTo(amounts[greatest]) > 0) {
                greatest = i;
            }
        }
        BigDecimal cent = BigDecimal.valueOf(1, scale);
        amounts[greatest] = amounts[greatest].subtract(cent);
        amounts[balancing] = amounts[balancing].add(cent);
    }

    private List<ReceiptLine> written() {
        List<ReceiptLine> lines = new ArrayList<>();
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i].signum() != 0) {
                lines.add(new ReceiptLine(rules.get(i).kind(), rules.get(i).title(), amounts[i].setScale(scale)));
            }
        }
        return lines;
    }
}
