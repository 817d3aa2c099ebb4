package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cases for a person: opened and closed in the transaction of what they tell of, or by somebody who looked after one. */
@ApplicationScoped
@Transactional
public class Cases {

    private static final Logger LOG = LoggerFactory.getLogger(Cases.class);
    private static final int DETAIL_MAX = 400;

    private final PaymentStore store;
    private final Instance<PaymentListener> listener;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Cases(PaymentStore store, Instance<PaymentListener> listener, Audit audit, Clock clock) {
        this.store = store;
        this.listener = listener;
        this.audit = audit;
        this.clock = clock;
    }

    /** Opens a case about an attempt, once. */
    void open(PaymentCase.Kind kind, PaymentAttempt attempt, String detail) {
        open(begun(kind, attempt.id(), attempt.provider(), detail).of(attempt));
    }

    /** Opens a case about an attempt; where it is open already, what has come to light since is written down there. */
    void openOrNote(PaymentCase.Kind kind, PaymentAttempt attempt, String detail) {
        store.caseOf(key(kind, attempt.id()))
                .filter(PaymentCase::isOpen)
                .ifPresentOrElse(
                        about -> {
                            about.note(AuditEvent.SYSTEM, detail, clock.instant());
                            record(AuditEvent.SYSTEM, "CASE_NOTED", about, detail);
                        },
                        () -> open(kind, attempt, detail));
    }

    /** Opens a case about a callback, once. */
    void open(PaymentCase.Kind kind, PaymentCallback callback, String detail) {
        open(begun(kind, "callback " + callback.id(), callback.provider(), detail)
                .of(callback));
    }

    /** Opens a case about money for an account, once. */
    void open(PaymentCallback callback, News.Incoming news, String detail) {
        String key = callback.provider() + " " + news.receipt();
        open(begun(PaymentCase.Kind.SUSPENSE, key, callback.provider(), detail)
                .of(callback)
                .over(news.received()));
    }

    /** Opens a case about money that only the wallet knows of, once; what a person has closed stays closed. */
    void open(String provider, String receipt, Money amount, String detail) {
        PaymentCase begun = begun(PaymentCase.Kind.SUSPENSE, provider + " " + receipt, provider, detail)
                .over(amount);
        if (store.caseOf(begun.key()).isEmpty()) {
            open(begun);
        }
    }

    /** Whether persons have said where money of a receipt went that belonged to nothing here. */
    boolean isPlaced(String provider, String receipt) {
        return store.caseOf(key(PaymentCase.Kind.SUSPENSE, provider + " " + receipt))
                .flatMap(PaymentCase::closedBy)
                .filter(person -> !person.equals(AuditEvent.SYSTEM))
                .isPresent();
    }

    /** Opens a case about a sale whose money is here and whose token is refused, once. */
    public void tokenRefused(String saleReference, Money received, Outcome reason) {
        PaymentCase begun = begun(
                        PaymentCase.Kind.TOKEN_REFUSED, saleReference, "", reason + ": " + reason.explanation())
                .of(saleReference)
                .over(received);
        store.of(saleReference).stream()
                .filter(attempt -> attempt.state() == AttemptState.PAID)
                .filter(attempt -> !was(PaymentCase.Kind.DUPLICATE_PAYMENT, attempt))
                .findFirst()
                .ifPresent(begun::paidBy);
        open(begun);
    }

    /** The token of a sale is made after all. */
    public void tokenMade(String saleReference) {
        close(PaymentCase.Kind.TOKEN_REFUSED, saleReference, AuditEvent.SYSTEM, "the token is made");
    }

    /** The payment of a sale that nobody was asked for is written down: its case, if it has one, is about that. */
    void paidUnasked(PaymentAttempt attempt) {
        store.caseOf(key(PaymentCase.Kind.TOKEN_REFUSED, attempt.saleReference()))
                .ifPresent(about -> about.paidBy(attempt));
    }

    private PaymentCase begun(PaymentCase.Kind kind, String key, String provider, String detail) {
        String cut = detail.substring(0, Math.min(DETAIL_MAX, detail.length()));
        return new PaymentCase(kind, key(kind, key), provider, cut, clock.instant());
    }

    private static String key(PaymentCase.Kind kind, String key) {
        return kind + " " + key;
    }

    /** One that is open stays as it is; one that was closed is open again. */
    private void open(PaymentCase begun) {
        Optional<PaymentCase> before = store.caseOf(begun.key());
        if (before.filter(PaymentCase::isOpen).isPresent()) {
            return;
        }
        PaymentCase opened = before.orElse(begun);
        before.ifPresentOrElse(old -> old.reopen(begun.detail(), clock.instant()), () -> store.add(begun));
        String sale =
                opened.saleReference().map(reference -> "sale " + reference).orElse("no sale");
        record(AuditEvent.SYSTEM, "CASE_OPENED", opened, sale + ": " + opened.kind() + ": " + opened.detail());
        LOG.error("TKL-7010 case {}: {} at {}, {}", opened.id(), opened.kind(), opened.provider(), sale);
    }

    private void record(String person, String action, PaymentCase about, String detail) {
        audit.record(new AuditEvent(person, action, "case " + about.id(), detail));
    }

    /** Writes down what a person did about a wallet. */
    void audit(String person, String action, String object, String detail) {
        audit.record(new AuditEvent(person, action, object, detail));
    }

    /** Whether there was ever a case about an attempt. */
    boolean was(PaymentCase.Kind kind, PaymentAttempt attempt) {
        return store.caseOf(key(kind, attempt.id())).isPresent();
    }

    /** Cases, oldest first: those that are open, or all. */
    public List<Seen> list(boolean all, long after, int limit) {
        return store.cases(all, after, Math.min(limit, 1_000)).stream()
                .map(Seen::of)
                .toList();
    }

    /** How many cases of each kind are open; a kind of which there is none is missing. */
    public Map<PaymentCase.Kind, Long> open() {
        return store.openCases();
    }

    /** A case and what was written down about it. */
    public record Seen(PaymentCase about, List<PaymentCase.Note> notes) {

        static Seen of(PaymentCase about) {
            return new Seen(about, about.notes());
        }
    }

    /** A case by its number. */
    public Optional<Seen> find(long id) {
        return store.lockCase(id).map(Seen::of);
    }

    /**
     * Says who looks after a case.
     *
     * @param owner a person's name, 1 to 40 characters
     * @return OK, REQUEST_UNKNOWN or ALREADY_DECIDED
     */
    public Outcome own(long id, String owner, String person) {
        return change(id, person, "CASE_OWNED", owner, found -> found.own(owner));
    }

    /**
     * Writes something down about a case.
     *
     * @param text 5 to 200 characters
     * @return OK, REQUEST_UNKNOWN or ALREADY_DECIDED
     */
    public Outcome note(long id, String text, String person) {
        return change(id, person, "CASE_NOTED", text, found -> found.note(person, text, clock.instant()));
    }

    /**
     * Closes a case that a person has looked after. Where only the wallet's books tell where the money is, it takes two: the
     * first one's word is kept, and the case stays open until another says so, too.
     *
     * @param how what was done, 5 to 200 characters
     * @return OK, REQUEST_UNKNOWN, ALREADY_DECIDED, SAME_PERSON, or MONEY_NOT_BACK while the money that it is about is here
     */
    public Outcome close(long id, String how, String person) {
        Optional<PaymentAttempt> attempt =
                store.attemptOfCase(id).flatMap(store::lock); // before its case, as settling does
        Optional<PaymentCase> found = store.lockCase(id);
        if (found.isEmpty()) {
            return Outcome.REQUEST_UNKNOWN;
        }
        PaymentCase about = found.get();
        if (!about.isOpen()) {
            return Outcome.ALREADY_DECIDED;
        }
        if (about.kind().isMoney()
                && attempt.filter(this::isHere)
                        .filter(paid -> !isOfSold(about, paid))
                        .isPresent()) {
            return Outcome.MONEY_NOT_BACK;
        }
        Outcome outcome = close(about, person, how);
        if (!about.isOpen()) {
            attempt.ifPresent(asked -> end(about.kind(), asked));
        }
        return outcome;
    }

    /**
     * Persons have found out what the wallet does not say, and it is left alone: nothing was taken of which nobody knew, so
     * that the sale comes to its end; or what was held is settled, or never will be.
     */
    private void end(PaymentCase.Kind kind, PaymentAttempt attempt) {
        AttemptState state = attempt.state();
        if (kind.isHold() && (state == AttemptState.CAPTURING || state == AttemptState.RELEASING)) {
            attempt.leave();
        } else if (kind.isUnknown() && state == AttemptState.EXPIRED) {
            attempt.refusedLate(Outcome.PAYMENT_EXPIRED);
            listener.get().unpaid(attempt.saleReference(), Outcome.PAYMENT_EXPIRED);
        }
    }

    private Outcome close(PaymentCase about, String person, String how) {
        Instant now = clock.instant();
        boolean alone = person.equals(AuditEvent.SYSTEM) || !about.kind().takesTwo();
        Optional<Outcome> second = alone ? Optional.of(Outcome.OK) : about.agree(person, now);
        if (second.isEmpty()) {
            about.note(person, how, now);
            record(person, "CASE_CLOSING_PROPOSED", about, how);
        } else if (second.get() == Outcome.OK) {
            about.close(person, how, now);
            record(person, "CASE_CLOSED", about, how);
            LOG.info("TKL-7011 case {}: closed by {}, {}", about.id(), person, how);
        }
        return second.orElse(Outcome.OK);
    }

    /** Whether a wallet took the money of an attempt and it never went back. */
    boolean isHere(PaymentAttempt attempt) {
        return attempt.state() == AttemptState.PAID && !store.wentBack(attempt.id());
    }

    /** Whether the money has bought its token, so that no refund will ever close a case about its amount. */
    private boolean isOfSold(PaymentCase about, PaymentAttempt paid) {
        return about.kind() == PaymentCase.Kind.AMOUNT_CONFLICT
                && !was(PaymentCase.Kind.DUPLICATE_PAYMENT, paid)
                && !listener.get().mayGiveBack(paid.saleReference());
    }

    private Outcome change(long id, String person, String action, String detail, Consumer<PaymentCase> change) {
        Optional<PaymentCase> found = store.lockCase(id);
        if (found.isEmpty()) {
            return Outcome.REQUEST_UNKNOWN;
        }
        if (!found.get().isOpen()) {
            return Outcome.ALREADY_DECIDED;
        }
        change.accept(found.get());
        record(person, action, found.get(), detail);
        return Outcome.OK;
    }

    /** The money of an attempt went back: whatever was the matter with it is settled. */
    void settledByRefund(PaymentAttempt attempt) {
        settled(PaymentCase.Kind.DUPLICATE_PAYMENT, attempt, "the money went back");
        settled(PaymentCase.Kind.AMOUNT_CONFLICT, attempt, "the money went back");
        settled(PaymentCase.Kind.LATE_PAYMENT, attempt, "the money went back");
        settled(PaymentCase.Kind.REFUND_FAILED, attempt, "the money went back");
        if (!was(PaymentCase.Kind.DUPLICATE_PAYMENT, attempt)) {
            close(PaymentCase.Kind.TOKEN_REFUSED, attempt.saleReference(), AuditEvent.SYSTEM, "the money went back");
        }
    }

    /** The cause of a case is gone by itself. */
    void settled(PaymentCase.Kind kind, PaymentAttempt attempt, String how) {
        close(kind, attempt.id(), AuditEvent.SYSTEM, how);
    }

    /** Closes a case, where it is open; a person's word alone may not be enough for that, see above. */
    void close(PaymentCase.Kind kind, String key, String person, String how) {
        store.caseOf(key(kind, key)).filter(PaymentCase::isOpen).ifPresent(open -> close(open, person, how));
    }
}
