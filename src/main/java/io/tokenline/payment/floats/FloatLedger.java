package io.tokenline.payment.floats;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.RefundOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books payments on agents' floats. Every method is a short transaction of its own, and a repeat of a booking under the same
 * reference answers as the first did and books nothing.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class FloatLedger {

    private static final Logger LOG = LoggerFactory.getLogger(FloatLedger.class);

    private final FloatStore store;
    private final Clock clock;

    @Inject
    FloatLedger(FloatStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Holds money: Held, or Failed where the agent has too little or is none. */
    PayOutcome hold(String payment, Msisdn agent, Money amount) {
        Optional<AgentFloat> found = store.lockByPhone(agent.digits());
        if (found.isEmpty()) {
            return new PayOutcome.Failed(Outcome.PAYMENT_NOT_REGISTERED);
        }
        AgentFloat account = found.get();
        if (store.entry(FloatEntry.Kind.HOLD, payment).isPresent()) {
            return stand(payment, amount);
        }
        if (!account.balance().currency().equals(amount.currency()) || !account.covers(amount.minor())) {
            return new PayOutcome.Failed(Outcome.PAYMENT_NO_FUNDS);
        }
        boolean wasLow = account.isLow();
        book(account, FloatEntry.Kind.HOLD, payment, null, amount.minor());
        if (account.isLow() && !wasLow) {
            LOG.warn("TKL-7601 the float of agent {} is low: {} are left", account.name(), account.balance());
        }
        return new PayOutcome.Held(payment, amount);
    }

    private void book(AgentFloat account, FloatEntry.Kind kind, String reference, @Nullable String ends, long minor) {
        store.add(new FloatEntry(account, kind, reference, ends, minor, clock.instant()));
    }

    /** What became of a payment: Held, Paid, Failed where it was let go, or NotFound. */
    PayOutcome stand(String payment, Money amount) {
        if (store.entry(FloatEntry.Kind.HOLD, payment).isEmpty()) {
            return new PayOutcome.NotFound();
        }
        if (store.entry(FloatEntry.Kind.CAPTURE, payment).isPresent()) {
            return new PayOutcome.Paid(payment, amount, payment);
        }
        return store.entry(FloatEntry.Kind.RELEASE, payment).isPresent()
                ? new PayOutcome.Failed(Outcome.PAYMENT_CANCELLED)
                : new PayOutcome.Held(payment, amount);
    }

    /** Takes what is held: Paid, or Unknown where there is nothing to take. */
    PayOutcome capture(String payment, Money amount) {
        return end(FloatEntry.Kind.CAPTURE, payment)
                ? new PayOutcome.Paid(payment, amount, payment)
                : new PayOutcome.Unknown();
    }

    /** Lets go of what is held: Released, or Unknown where it was taken. */
    PayOutcome release(String payment) {
        return end(FloatEntry.Kind.RELEASE, payment) ? new PayOutcome.Released() : new PayOutcome.Unknown();
    }

    /** Whether a hold has this end, from now on or before. */
    private boolean end(FloatEntry.Kind kind, String payment) {
        Optional<FloatEntry> hold = store.entry(FloatEntry.Kind.HOLD, payment);
        if (hold.isEmpty()) {
            return false;
        }
        AgentFloat account = store.lock(hold.get().floatId());
        if (store.entry(kind, payment).isPresent()) {
            return true;
        }
        FloatEntry.Kind other = kind == FloatEntry.Kind.CAPTURE ? FloatEntry.Kind.RELEASE : FloatEntry.Kind.CAPTURE;
        if (store.entry(other, payment).isPresent()) {
            return false;
        }
        book(account, kind, payment, "end " + payment, hold.get().heldChange());
        return true;
    }

    /** Gives back what was taken, once a payment. */
    RefundOutcome refund(String refund, String payment, Money amount) {
        Optional<FloatEntry> taken = store.entry(FloatEntry.Kind.CAPTURE, payment);
        if (taken.isEmpty() || -taken.get().heldChange() != amount.minor()) {
            return new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
        }
        AgentFloat account = store.lock(taken.get().floatId());
        if (refunded(refund) instanceof RefundOutcome.Refunded before) {
            return before;
        }
        if (store.isEnded("back " + payment)) {
            return new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
        }
        book(account, FloatEntry.Kind.REFUND, refund, "back " + payment, amount.minor());
        return new RefundOutcome.Refunded(refund);
    }

    /** What became of a refund: Refunded or NotFound. */
    RefundOutcome refunded(String refund) {
        return store.entry(FloatEntry.Kind.REFUND, refund).isPresent()
                ? new RefundOutcome.Refunded(refund)
                : new RefundOutcome.NotFound();
    }
}
