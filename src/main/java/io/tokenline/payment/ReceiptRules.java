package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which payment a wallet's receipt number belongs to: one only. In the caller's transaction, the attempt's row locked. */
@ApplicationScoped
class ReceiptRules {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptRules.class);

    private final PaymentStore store;
    private final Cases cases;

    @Inject
    ReceiptRules(PaymentStore store, Cases cases) {
        this.store = store;
        this.cases = cases;
    }

    /**
     * Whether an attempt may have a receipt: one that is another's already is a case, and one whose money two persons have
     * placed. An empty one says nothing.
     */
    boolean isFree(PaymentAttempt attempt, String receipt) {
        if (receipt.isEmpty()) {
            return true;
        }
        if (!isOwn(attempt, receipt)) {
            return false;
        }
        if (cases.isPlaced(attempt.provider(), receipt)) {
            cases.open(PaymentCase.Kind.RECEIPT_REUSED, attempt, "receipt " + receipt + " was in suspense, and placed");
            return false;
        }
        return true;
    }

    private boolean isOwn(PaymentAttempt attempt, String receipt) {
        String owner = store.idOfReceipt(attempt.provider(), receipt).orElse(attempt.id());
        if (!owner.equals(attempt.id())) {
            cases.open(PaymentCase.Kind.RECEIPT_REUSED, attempt, "receipt " + receipt + " of attempt " + owner);
        }
        return owner.equals(attempt.id());
    }

    /** What was told of a payment before we knew whose it is has found its sale. */
    void booked(PaymentAttempt attempt) {
        if (!attempt.receipt().isEmpty()) {
            String how = "it is the payment of sale " + attempt.saleReference();
            cases.close(
                    PaymentCase.Kind.SUSPENSE, attempt.provider() + " " + attempt.receipt(), AuditEvent.SYSTEM, how);
        }
    }

    /**
     * The wallet says once more that an attempt is paid: by now it may know the receipt, which a refund needs. What it says
     * otherwise than it did before is for a person.
     */
    void toldAgain(PaymentAttempt attempt, PayOutcome.Paid paid) {
        LOG.info("TKL-7003 sale {}: told again that it is paid", attempt.saleReference());
        String known = attempt.receipt();
        String said = paid.receipt();
        if (!said.isEmpty() && !said.equals(known) && isOwn(attempt, said)) {
            if (known.isEmpty()) {
                attempt.numbered(said);
                booked(attempt);
            } else { // a prompt that was left open, and the money sent to an account besides
                String detail =
                        "sale " + attempt.saleReference() + " is paid by receipt " + known + ", and told as " + said;
                cases.open(attempt.provider(), said, paid.received(), detail);
                return;
            }
        }
        Money asked = attempt.request().amount();
        Money booked = attempt.received().orElse(asked);
        boolean knowsAmount = !said.isEmpty() || !paid.received().equals(asked); // a query without one repeats ours
        if (knowsAmount && !paid.received().equals(booked)) {
            cases.open(PaymentCase.Kind.AMOUNT_CONFLICT, attempt, "booked " + booked + ", told " + paid.received());
        }
    }
}
