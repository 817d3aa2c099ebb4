package io.tokenline.vending;

import io.tokenline.metering.Debts;
import io.tokenline.metering.MeterAccounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What sales take of their meters' months, fixed charges and debts: taken with the confirmation, given back where no money
 * comes or it is returned, taken again where it comes late. In the caller's transaction, which holds the sale's row.
 */
@ApplicationScoped
class Reservations {

    private static final Logger LOG = LoggerFactory.getLogger(Reservations.class);

    private final MeterAccounts accounts;
    private final Debts debts;
    private final Standing standing;

    @Inject
    Reservations(MeterAccounts accounts, Debts debts, Standing standing) {
        this.accounts = accounts;
        this.debts = debts;
        this.standing = standing;
    }

    /**
     * Holds what a quote stands on: from here to the end of the transaction nobody else changes it.
     *
     * @return this month, which is another one than the quote's where that was asked for before midnight
     */
    YearMonth hold(Quote quote) {
        YearMonth month = standing.month();
        accounts.lock(quote.meter().id(), month);
        if (!quote.account().debts().isEmpty()) {
            debts.lock(quote.meter().id());
        }
        return month;
    }

    /**
     * Holds what late money of a sale would stand on.
     *
     * @return this month
     */
    YearMonth hold(Sale sale) {
        YearMonth month = standing.month();
        accounts.lock(sale.meter().id(), month);
        debts.lock(sale.meter().id());
        return month;
    }

    /** Takes what a quote takes, which stands on what {@link #hold} holds. */
    void take(Quote quote, Holding holding) {
        accounts.take(quote.meter().id(), quote.account().month(), holding.quoted());
        for (Holding.DebtPart part : holding.debts()) {
            if (!debts.pay(part.debtId(), part.paidMinor())) {
                throw new IllegalStateException("debt row " + part.debtId() + " was paid while it was held");
            }
        }
    }

    /** Gives back what a sale holds, to its month: once, however often it is asked for. */
    void giveBack(Sale sale) {
        Holding holding = sale.holding();
        if (holding.isHeld()) {
            accounts.giveBack(sale.meter().id(), holding.month().orElseThrow(), holding.change());
            holding.debts().stream()
                    .filter(part -> part.heldMinor() > 0)
                    .forEach(part -> debts.owe(part.debtId(), part.heldMinor()));
            holding.givenBack();
        }
    }

    /**
     * Takes again what a sale gave back, because its money is here after all. What others have paid meanwhile cannot be
     * paid once more: that is the customer's money.
     */
    void takeAgain(Sale sale) {
        Holding holding = sale.holding();
        Optional<YearMonth> month = holding.month();
        if (holding.isHeld() || month.isEmpty()) {
            return;
        }
        long fixed = accounts.takeAgain(sale.meter().id(), month.get(), holding.quoted());
        List<Long> paid = holding.debts().stream()
                .map(part -> debts.payUpTo(part.debtId(), part.paidMinor()))
                .toList();
        holding.takenAgain(fixed, paid);
        if (holding.excessMinor() > 0) {
            LOG.error(
                    "TKL-4015 sale {}: {} cents of its charges were paid by others before its money came late; give them"
                            + " back by hand",
                    sale.reference(),
                    holding.excessMinor());
        }
    }
}
