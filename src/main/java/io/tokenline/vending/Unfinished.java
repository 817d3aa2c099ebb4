package io.tokenline.vending;

import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.payment.Payments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sales whose money is here and whose token is not, and customers who wait in silence. Every method is one commit. */
@ApplicationScoped
@Transactional
public class Unfinished {

    private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);

    private final SaleStore store;
    private final Issuing issuing;
    private final Payments payments;
    private final Notices notices;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Unfinished(SaleStore store, Issuing issuing, Payments payments, Notices notices, Audit audit, Clock clock) {
        this.store = store;
        this.issuing = issuing;
        this.payments = payments;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** Paid sales whose token is due now. */
    public List<String> due(int limit) {
        return store.dueForToken(clock.instant(), limit);
    }

    /** Makes the token of a paid sale that had to wait for its minute. */
    public void issue(String saleReference) {
        Sale sale = locked(saleReference);
        boolean held = sale.state() == SaleState.HELD;
        if (held || sale.state() == SaleState.PAID) {
            issuing.issue(sale);
        }
        if (held) {
            payments.settleHold(saleReference, sale.state().hold());
        }
    }

    /** {@link #issue} has thrown: after a few times a person has to know, and held money is let go. */
    public void failed(String saleReference) {
        Sale sale = locked(saleReference);
        boolean held = sale.state() == SaleState.HELD;
        if (!sale.isDue(clock.instant())) {
            return; // another server has put it off, or made it
        }
        issuing.failed(sale);
        if (held) {
            payments.settleHold(saleReference, sale.state().hold());
        }
    }

    /** Sales whose customers have heard nothing for a minute: {@link #tell} them. */
    public List<String> silent(int limit) {
        return store.silent(clock.instant(), limit);
    }

    /** Tells a customer, once, that his money is here and the token comes, or that nobody knows yet: he is not to pay again. */
    public void tell(String saleReference) {
        Sale sale = locked(saleReference);
        boolean asked = sale.state() == SaleState.PAYMENT_REQUESTED && payments.isUnanswered(saleReference);
        if (sale.isSilent(clock.instant()) && (sale.state().waitsForToken() || asked)) {
            notices.waiting(sale);
            sale.told();
            LOG.info("TKL-4037 sale {}: {} for a minute, the customer is told", saleReference, sale.state());
        }
    }

    /**
     * Has the token of a paid sale tried again that a person was to decide on, now that its cause is gone; within seconds.
     *
     * @param reason what was done about the cause, 5 to 200 characters
     * @return OK, REQUEST_UNKNOWN where there is no such sale, METER_BLOCKED, or TOKEN_NOT_DUE
     */
    public Outcome retry(String saleReference, String reason, String person) {
        payments.holdPaid(saleReference); // before the sale, as whoever gives it back does
        Optional<Sale> found = store.lock(saleReference, person);
        if (found.isEmpty()) {
            return Outcome.REQUEST_UNKNOWN;
        }
        Sale sale = found.get();
        if (!sale.mayTryAgain()) {
            return Outcome.TOKEN_NOT_DUE;
        }
        if (!sale.meter().maybeSold()) {
            return Outcome.METER_BLOCKED;
        }
        sale.tryAgain(clock.instant());
        audit.record(new AuditEvent(person, "TOKEN_RETRIED", "sale " + saleReference, reason));
        LOG.info("TKL-4033 sale {}: {}, its token is tried again", saleReference, sale.state());
        return Outcome.OK;
    }

    private Sale locked(String saleReference) {
        return store.lock(saleReference)
                .orElseThrow(() -> new IllegalStateException("there is no sale " + saleReference));
    }
}
