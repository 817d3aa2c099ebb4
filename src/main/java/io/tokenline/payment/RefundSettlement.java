package io.tokenline.payment;

import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a wallet's answer means for a refund; in the caller's transaction, the refund's row locked. */
@ApplicationScoped
class RefundSettlement {

    private static final Logger LOG = LoggerFactory.getLogger(RefundSettlement.class);

    /** Wallets tell of a refund within minutes; then they are asked. */
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(15);

    private static final Duration ASKED_WITHIN = Duration.ofSeconds(20);

    private final RefundStore store;
    private final PaymentStore payments;
    private final Wallets wallets;
    private final Instance<PaymentListener> listener;
    private final Cases cases;
    private final Audit audit;
    private final Clock clock;

    @Inject
    RefundSettlement(
            RefundStore store,
            PaymentStore payments,
            Wallets wallets,
            Instance<PaymentListener> listener,
            Cases cases,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.payments = payments;
        this.wallets = wallets;
        this.listener = listener;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /** Tells the seller how his sale's own money stands; what came twice is none of the sale's. */
    void tell(Refund refund, PaymentListener.Returning step) {
        if (!refund.isExtra()) {
            listener.get().returning(refund.saleReference(), step);
        }
    }

    /**
     * Takes note of an answer.
     *
     * @param query whether it answers a query or is news; else it answers the request itself
     */
    void settle(Refund refund, RefundOutcome outcome, boolean query) {
        boolean unasked = refund.isOver() || refund.state() == Refund.State.PROPOSED;
        if (unasked && outcome instanceof RefundOutcome.Refunded && !refund.isByWallet()) {
            afterAll(refund);
        } else if (unasked) {
            LOG.info("TKL-7023 refund of sale {}: {} ignored", refund.saleReference(), outcome);
        } else if (outcome instanceof RefundOutcome.Refunded) {
            refunded(refund);
        } else if (outcome instanceof RefundOutcome.Refused refused) {
            refund.refused(refused.reason(), clock.instant());
            record(refund, "REFUND_REFUSED", refused.reason().name());
            tell(refund, PaymentListener.Returning.FAILED);
            open(refund, "the wallet refused: " + refused.reason());
        } else if (outcome instanceof RefundOutcome.Accepted accepted) {
            accepted(refund, accepted);
        } else if (outcome instanceof RefundOutcome.NotFound || (outcome instanceof RefundOutcome.NotSent && !query)) {
            again(refund);
        } else {
            unknown(refund, "the wallet did not answer");
        }
    }

    /** What a wallet answered to a worker whose refund is another's by now. */
    void overtaken(Refund refund, RefundOutcome outcome) {
        if (outcome instanceof RefundOutcome.Accepted accepted) {
            refund.learn(accepted.externalId()); // without it some wallets cannot be asked
        }
        LOG.info("TKL-7038 refund of sale {}: {} came too late, another asks", refund.saleReference(), outcome);
    }

    /**
     * A wallet gave money back of which it was thought that it had not. Where nothing else can have taken the refund's place,
     * it is done after all; else money may have gone back twice, or beside a token, and persons look into it.
     */
    private void afterAll(Refund refund) {
        String stood = refund.isByHand() ? "paid out by hand" : refund.state().name();
        record(refund, "REFUND_AFTER_ALL", "refund " + refund.id() + " was " + stood);
        List<Refund> others = store.lockOpen(refund.attemptId()); // before their payment, as whoever claims one does
        PaymentAttempt attempt = payments.lock(refund.attemptId()).orElseThrow();
        boolean alone = refund.state() == Refund.State.REFUSED
                && others.stream().allMatch(Refund::isUnsent)
                && (refund.isExtra() || listener.get().mayGiveBack(refund.saleReference()));
        if (!alone) {
            cases.openOrNote(
                    PaymentCase.Kind.REFUND_AFTER_ALL,
                    attempt,
                    "refund " + refund.id() + " was " + stood
                            + ", and now the wallet says that it gave the money back");
            return;
        }
        for (Refund other : others) {
            String why = "refund " + refund.id() + " was made after all";
            other.withdraw(why, clock.instant());
            record(other, "REFUND_REJECTED", why);
        }
        store.flush();
        refund.afterAll();
        tell(refund, PaymentListener.Returning.REQUESTED);
        refunded(refund);
    }

    private void refunded(Refund refund) {
        refund.refunded(refund.isByHand() ? "paid out by hand" : "the wallet says so", clock.instant());
        payments.lock(refund.attemptId()).ifPresent(cases::settledByRefund);
        listener.get().refunded(refund.saleReference(), refund.id(), refund.amount(), !refund.isExtra());
        record(refund, "REFUNDED", refund.amount().toString());
        LOG.info("TKL-7021 sale {}: {} given back", refund.saleReference(), refund.amount());
    }

    private void accepted(Refund refund, RefundOutcome.Accepted accepted) {
        Duration patience = accepted.externalId().isEmpty() ? ASKED_WITHIN : TOLD_WITHIN;
        if (refund.asked(accepted.externalId(), patience, clock.instant())) {
            tell(refund, PaymentListener.Returning.REQUESTED);
        } else {
            lost(refund, "the wallet does not come to an end with it");
        }
    }

    private void again(Refund refund) {
        if (refund.again("the wallet does not have it", clock.instant())) {
            tell(refund, PaymentListener.Returning.REQUESTED);
        } else {
            lost(refund, "the wallet cannot be reached");
        }
    }

    /** Nobody can be asked: the wallet is not there, or does not say what became of refunds. */
    void unanswerable(Refund refund, boolean query) {
        if (query) {
            lost(refund, "the wallet does not say what became of it");
        } else {
            again(refund);
        }
    }

    private void unknown(Refund refund, String why) {
        boolean tells =
                wallets.named(refund.provider()).filter(RefundRules::tells).isPresent();
        if (!tells || !refund.unknown(why, clock.instant())) {
            lost(refund, why);
        } else {
            tell(refund, PaymentListener.Returning.UNKNOWN);
        }
    }

    private void lost(Refund refund, String why) {
        refund.lost(why, clock.instant());
        record(refund, "REFUND_UNKNOWN", why);
        tell(refund, PaymentListener.Returning.UNKNOWN);
        open(refund, why);
    }

    private void open(Refund refund, String why) {
        payments.lock(refund.attemptId())
                .ifPresent(attempt ->
                        cases.open(PaymentCase.Kind.REFUND_FAILED, attempt, "refund " + refund.id() + ": " + why));
    }

    private void record(Refund refund, String action, String detail) {
        audit.record(new AuditEvent(AuditEvent.SYSTEM, action, "sale " + refund.saleReference(), detail));
    }
}
