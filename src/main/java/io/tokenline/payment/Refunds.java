package io.tokenline.payment;

import io.tokenline.AfterCommit;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The books of refunds: two persons above a limit, one refund a payment, and a request without an answer is asked about
 * before it is sent again. Every method is one commit, or part of its caller's.
 */
@ApplicationScoped
@Transactional
public class Refunds {

    private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);

    private final RefundStore store;
    private final PaymentStore payments;
    private final Wallets wallets;
    private final RefundSettlement settlement;
    private final RefundRules rules;
    private final Audit audit;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Settings settings;
    private volatile Runnable wake = () -> {};

    @Inject
    Refunds(
            RefundStore store,
            PaymentStore payments,
            Wallets wallets,
            RefundSettlement settlement,
            RefundRules rules,
            Audit audit,
            AfterCommit afterCommit,
            Clock clock,
            Settings settings) {
        this.store = store;
        this.payments = payments;
        this.wallets = wallets;
        this.settlement = settlement;
        this.rules = rules;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A refund that a worker holds.
     *
     * @param query whether the wallet is asked what became of it, instead of for it
     * @param lease how long it is his
     */
    public record Claimed(Wallet wallet, Wallet.Return wanted, boolean query, Payments.Lease lease) {

        /** Asks; over the network, with no transaction open. Too late for that, as a payment's worker, he does not ask. */
        public RefundOutcome ask() {
            if (lease.isShorterThan(wallet.patience())) {
                return query ? new RefundOutcome.Unknown() : new RefundOutcome.NotSent();
            }
            return query ? wallet.refundState(wanted) : wallet.refund(wanted);
        }
    }

    /** What became of a wish or decision. */
    public record Result(Outcome outcome, Optional<Seen> refund) {

        static Result of(Outcome outcome, Optional<Refund> refund) {
            return new Result(outcome, refund.map(Seen::of));
        }
    }

    /** A refund and what it has been through. */
    public record Seen(Refund refund, List<Refund.Event> events) {

        static Seen of(Refund refund) {
            return new Seen(refund, refund.events());
        }
    }

    /** Who is told that a wallet is to be asked. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void onWork(Runnable waker) {
        wake = waker;
    }

    /**
     * Wishes that a payment be given back: the second payment of a sale, or that of a sale which has come to no token. Up
     * to the limit for one person it goes to the wallet at once.
     *
     * @param attemptId the payment
     * @param reason why, 5 to 200 characters
     * @param byHand whether somebody pays it out, so that no wallet is asked; always two persons
     * @return OK, REQUEST_UNKNOWN, REFUND_UNSUPPORTED by this wallet, REFUND_NOT_DUE where the payment is not taken or has
     *     its token, or ALREADY_DECIDED where another refund is under way
     */
    public Result propose(String attemptId, String reason, String person, boolean byHand) {
        Optional<PaymentAttempt> found = payments.lock(attemptId);
        if (found.isEmpty()) {
            return Result.of(Outcome.REQUEST_UNKNOWN, Optional.empty());
        }
        Outcome outcome = judge(found.get(), byHand);
        return outcome == Outcome.OK
                ? Result.of(outcome, Optional.of(begin(found.get(), reason, person, byHand)))
                : Result.of(outcome, Optional.empty());
    }

    private Outcome judge(PaymentAttempt attempt, boolean byHand) {
        Outcome outcome = rules.judge(attempt, byHand);
        return outcome == Outcome.OK && store.hasOpen(attempt.id()) ? Outcome.ALREADY_DECIDED : outcome;
    }

    /** Gives back at once what came twice or too late, if one alone may decide on so much; else two persons approve it. */
    void automatic(PaymentAttempt attempt, String reason) {
        if (judge(attempt, false) == Outcome.OK) {
            begin(attempt, reason, AuditEvent.SYSTEM, false);
        }
    }

    private Refund begin(PaymentAttempt attempt, String reason, String person, boolean byHand) {
        Instant now = clock.instant();
        Refund refund = new Refund(attempt, new RefundWish(reason, person, rules.isExtra(attempt), byHand), now);
        store.add(refund);
        audit.record(new AuditEvent(person, "REFUND_PROPOSED", "sale " + refund.saleReference(), reason));
        if (!byHand && rules.needsOneOnly(refund.amount())) {
            request(refund, "within the limit for one person");
        } else {
            settlement.tell(refund, PaymentListener.Returning.PROPOSED);
        }
        return refund;
    }

    private void request(Refund refund, String note) {
        refund.request(note, clock.instant());
        settlement.tell(refund, PaymentListener.Returning.REQUESTED);
        afterCommit.run(wake);
    }

    /**
     * Approves or rejects a refund; an approved one goes to the wallet after the commit. What this server proposed by itself
     * takes two approvals where the amount takes two persons: the first makes it his who gives it.
     *
     * @return OK, REQUEST_UNKNOWN, SAME_PERSON, ALREADY_DECIDED or REFUND_NOT_DUE
     */
    public Result decide(String id, boolean approve, String person) {
        Optional<Refund> found = store.lock(id);
        if (found.isEmpty()) {
            return Result.of(Outcome.REQUEST_UNKNOWN, found);
        }
        Refund refund = found.get();
        Outcome outcome =
                refund.state() == Refund.State.PROPOSED ? refund.persons().mayDecide(person) : Outcome.ALREADY_DECIDED;
        if (outcome == Outcome.OK && approve) {
            outcome = payments.lock(refund.attemptId())
                    .map(attempt -> rules.judge(attempt, refund.isByHand()))
                    .orElse(Outcome.REQUEST_UNKNOWN);
        }
        if (outcome == Outcome.OK && approve && isFirstOfTwo(refund)) {
            refund.adopt(person, clock.instant());
            audit.record(new AuditEvent(person, "REFUND_PROPOSED", "sale " + refund.saleReference(), refund.reason()));
        } else if (outcome == Outcome.OK) {
            decided(refund, approve, person);
        }
        return Result.of(outcome, found);
    }

    /** What this server proposed has nobody yet who answers for it: whoever approves it first is the first of two persons. */
    private boolean isFirstOfTwo(Refund refund) {
        return refund.persons().proposedBy().equals(AuditEvent.SYSTEM) && !rules.needsOneOnly(refund.amount());
    }

    private void decided(Refund refund, boolean approve, String person) {
        String action = approve ? "REFUND_APPROVED" : "REFUND_REJECTED";
        audit.record(new AuditEvent(person, action, "sale " + refund.saleReference(), ""));
        if (!approve) {
            refund.reject(person, clock.instant());
            settlement.tell(refund, PaymentListener.Returning.WITHDRAWN);
            return;
        }
        refund.persons().decide(person, clock.instant());
        request(refund, person);
        if (refund.isByHand()) {
            settlement.settle(refund, new RefundOutcome.Refunded(""), false);
        }
    }

    /**
     * What a person found in the wallet's books about a refund that nobody knows of; two who find the same end it.
     *
     * @param gone whether the customer has his money
     * @return OK, REQUEST_UNKNOWN, or ALREADY_DECIDED where it is known
     */
    public Result vouch(String id, boolean gone, String reason, String person) {
        Optional<Refund> found = store.lock(id);
        if (found.isEmpty()) {
            return Result.of(Outcome.REQUEST_UNKNOWN, found);
        }
        Refund refund = found.get();
        if (refund.state() != Refund.State.UNKNOWN) {
            return Result.of(Outcome.ALREADY_DECIDED, found);
        }
        audit.record(new AuditEvent(
                person, gone ? "REFUND_FOUND" : "REFUND_NOT_FOUND", "sale " + refund.saleReference(), reason));
        if (refund.vouch(person, gone)) {
            RefundOutcome seen =
                    gone ? new RefundOutcome.Refunded("") : new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
            settlement.settle(refund, seen, true);
        }
        return Result.of(Outcome.OK, found);
    }

    /** Refunds, newest first; of one sale, or where that is empty of all. */
    public List<Seen> page(String sale, int limit) {
        return page(sale, "", limit);
    }

    /** As {@link #page(String, int)}, but those that follow the refund of this id; none where there is no such refund. */
    public List<Seen> page(String sale, String after, int limit) {
        return store.page(sale, after, Math.min(limit, 1_000)).stream()
                .map(Seen::of)
                .toList();
    }

    /** Takes refunds that are to be asked for; what was left in between is asked about. */
    public List<Claimed> claim(int limit) {
        return store.due(clock.instant(), limit).stream()
                .map(this::claim)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Claimed> claim(Refund refund) {
        PaymentAttempt attempt = payments.lock(refund.attemptId()).orElseThrow();
        Optional<Wallet> wallet = wallets.named(refund.provider());
        boolean query = refund.state() != Refund.State.REQUESTED;
        if (wallet.isEmpty() || (query && !RefundRules.tells(wallet.get()))) {
            settlement.unanswerable(refund, query);
            return Optional.empty();
        }
        boolean lost = refund.state() == Refund.State.ASKING;
        Payments.Lease lease = Payments.Lease.begin(settings.node(), wallet.get(), clock);
        refund.claim(lease.until(), clock.instant());
        if (lost) {
            settlement.tell(refund, PaymentListener.Returning.UNKNOWN);
        }
        return Optional.of(new Claimed(wallet.get(), refund.wanted(attempt), query, lease));
    }

    /** Records what a wallet answered. Where another has taken over meanwhile, money that went back counts all the same. */
    public void answered(Claimed asked, RefundOutcome outcome) {
        store.lock(asked.wanted().id()).ifPresent(refund -> {
            if (refund.isHeldUntil(asked.lease().until()) || outcome instanceof RefundOutcome.Refunded) {
                settlement.settle(refund, outcome, asked.query());
            } else {
                settlement.overtaken(refund, outcome);
            }
        });
    }

    /**
     * What a callback says.
     *
     * @return whether the refund is known
     */
    boolean told(String provider, News.OfRefund news) {
        Optional<Refund> refund = news.refundId()
                .flatMap(store::lock)
                .filter(found -> found.provider().equals(provider))
                .or(() -> store.lockByExternalId(provider, news.externalId()));
        refund.ifPresent(found -> {
            settlement.settle(found, news.outcome(), true);
            LOG.info("TKL-7020 refund of sale {}: told, {}", found.saleReference(), found.state());
        });
        return refund.isPresent();
    }
}
