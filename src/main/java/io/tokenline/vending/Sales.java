package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.delivery.Outbox;
import io.tokenline.payment.Payments;
import io.tokenline.token.MadeToken;
import io.tokenline.token.TokenBean;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** What staff see of sales. */
@ApplicationScoped
@Transactional
public class Sales {

    private final SaleStore store;
    private final Payments payments;
    private final Outbox outbox;
    private final TokenBean tokens;
    private final Audit audit;

    @Inject
    Sales(SaleStore store, Payments payments, Outbox outbox, TokenBean tokens, Audit audit) {
        this.store = store;
        this.payments = payments;
        this.outbox = outbox;
        this.tokens = tokens;
        this.audit = audit;
    }

    /**
     * Sales, newest first.
     *
     * @param before the id of the last one that the caller has
     */
    public List<SaleView> page(SaleFilter filter, long before, int limit) {
        return store.page(filter, before, limit).stream().map(SaleView::of).toList();
    }

    /** All of one sale. */
    public Optional<SaleView.Whole> find(String reference) {
        return store.byReference(reference).map(this::whole);
    }

    /**
     * The same for somebody who wants to see its tokens and its phone; that is written down.
     *
     * @param reason why, 5 to 200 characters
     */
    public Optional<SaleView.Whole> reveal(String reference, String person, String reason) {
        Optional<SaleView.Whole> found = find(reference);
        found.ifPresent(whole -> audit.record(
                new AuditEvent(person, "SALE_REVEALED", "sale " + whole.sale().reference(), reason)));
        return found;
    }

    private SaleView.Whole whole(Sale sale) {
        Currency currency = sale.amount().currency();
        return new SaleView.Whole(
                SaleView.of(sale),
                sale.received(),
                sale.holding().change().free(),
                sale.remainder(),
                sale.holding().month(),
                sale.holding().isHeld(),
                new Money(sale.holding().excessMinor(), currency),
                sale.lines().stream()
                        .map(line -> new SaleView.Line(
                                line.name(),
                                line.text() == null ? line.name() : line.text(),
                                new Money(line.amountMinor(), currency)))
                        .toList(),
                sale.events().stream()
                        .map(event ->
                                new SaleView.Event(event.state(), Optional.ofNullable(event.reason()), event.at()))
                        .toList(),
                payments.of(sale.reference()),
                outbox.of(sale.reference()),
                tokensOf(sale.reference()));
    }

    private List<MadeToken> tokensOf(String reference) {
        try {
            return tokens.tokensOf(reference);
        } catch (VaultException e) { // the readiness check says so; all else of the sale is still to be seen
            return List.of();
        }
    }
}
