package io.tokenline.vending;

import io.tokenline.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt line as it is kept.
 *
 * @param name that the tariff calls it by
 * @param text in the language of the sale; null in sales from before tariffs had texts
 */
@Embeddable
record SaleLine(
        String name,
        @Column(name = "amount_minor") long amountMinor,
        @Nullable String text) {

    /** The lines of a quote in a language. */
    static List<SaleLine> of(Quote quote, String language) {
        return quote.breakdown().lines().stream()
                .map(line -> new SaleLine(
                        line.name(),
                        Money.of(line.amount(), quote.amount().currency()).minor(),
                        line.name(language)))
                .toList();
    }

    /** Whether two receipts charge the same for the same. */
    static boolean same(List<SaleLine> one, List<SaleLine> other) {
        return one.stream()
                .map(SaleLine::charge)
                .toList()
                .equals(other.stream().map(SaleLine::charge).toList());
    }

    private String charge() {
        return amountMinor + " " + name;
    }
}
