package io.tokenline.payment;

import io.tokenline.AfterCommit;
import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an answer or a piece of news means for an attempt; in the caller's transaction, the attempt's row locked. */
@ApplicationScoped
class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final String NOTHING_TAKEN = "the wallet says that no money was taken";

    private final PaymentStore store;
    private final Wallets wallets;
    private final Instance<PaymentListener> listener;
    private final Cases cases;
    private final Refunds refunds;
    private final ReceiptRules receipts;
    private final HoldSettlement holds;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Settings settings;
    private volatile Runnable wake = () -> {};

    @Inject
    Settlement(
            PaymentStore store,
            Wallets wallets,
            Instance<PaymentListener> listener,
            Cases cases,
            Refunds refunds,
            ReceiptRules receipts,
            HoldSettlement holds,
            AfterCommit afterCommit,
            Clock clock,
            Settings settings) {
        this.store = store;
        this.wallets = wallets;
        this.listener = listener;
        this.cases = cases;
        this.refunds = refunds;
        this.receipts = receipts;
        this.holds = holds;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.settings = settings;
    }

    /** Who is told that a wallet is to be asked at once. */
    void onWork(Runnable waker) {
        wake = waker;
    }

    /** What a wallet answered to us. */
    void answered(PaymentAttempt attempt, PayOutcome outcome) {
        switch (attempt.state()) {
            case CAPTURING -> holds.captured(attempt, outcome);
            case RELEASING -> holds.released(attempt, outcome);
            case EXPIRED -> answeredLate(attempt, outcome);
            case FAILED -> answeredAfterNo(attempt, outcome);
            default -> settle(attempt, outcome);
        }
    }

    /** What a wallet answered to a worker whose attempt is another's by now. */
    void overtaken(PaymentAttempt attempt, PayOutcome outcome) {
        learn(attempt, outcome);
        LOG.info("TKL-7024 sale {}: {} came too late, another asks", attempt.saleReference(), name(outcome));
    }

    /** Whatever else an answer is too late for: without the wallet's reference nobody can ask about the payment any more. */
    private static void learn(PaymentAttempt attempt, PayOutcome outcome) {
        if (outcome instanceof PayOutcome.Accepted accepted) {
            attempt.learn(accepted.externalId());
        }
    }

    /** The customer's time is over; what the wallet took or holds all the same still counts. */
    private void answeredLate(PaymentAttempt attempt, PayOutcome outcome) {
        boolean doubtful = outcome instanceof PayOutcome.Doubtful;
        learn(attempt, outcome);
        if (outcome instanceof PayOutcome.Paid || outcome instanceof PayOutcome.Held) {
            settle(attempt, outcome);
        } else if (isNo(outcome) || (doubtful && attempt.isDoubted())) {
            refuseLate(attempt, outcome);
        } else if (!attempt.askLater(doubtful, clock.instant())) {
            cases.open(PaymentCase.Kind.OUTCOME_UNKNOWN, attempt, "the wallet did not say in a day what became of it");
        }
    }

    /** It said before that it took nothing; a second no is the end, and where it says nothing more, the first one stays. */
    private void answeredAfterNo(PaymentAttempt attempt, PayOutcome outcome) {
        if (!attempt.isLookedAfter() || outcome instanceof PayOutcome.Paid || outcome instanceof PayOutcome.Held) {
            settle(attempt, outcome);
        } else if (isNo(outcome) || outcome instanceof PayOutcome.Doubtful) {
            attempt.leave();
        } else {
            attempt.askLater(false, clock.instant());
        }
    }

    /** That nothing was taken is proved now, unless a callback said that something was: then neither is believed. */
    private void refuseLate(PaymentAttempt attempt, PayOutcome no) {
        if (attempt.told().isPresent()) {
            attempt.leave();
            return;
        }
        Outcome why = reason(no);
        attempt.refusedLate(why);
        cases.settled(PaymentCase.Kind.OUTCOME_UNKNOWN, attempt, NOTHING_TAKEN);
        listener.get().unpaid(attempt.saleReference(), why);
    }

    private static Outcome reason(PayOutcome no) {
        if (no instanceof PayOutcome.Doubtful doubtful) {
            return reason(doubtful.then());
        } else if (no instanceof PayOutcome.Failed failed) {
            return failed.reason();
        } else if (no instanceof PayOutcome.Again again) {
            return again.reason();
        }
        return Outcome.PAYMENT_EXPIRED;
    }

    private static boolean isNo(PayOutcome outcome) {
        return outcome instanceof PayOutcome.Failed
                || outcome instanceof PayOutcome.Again
                || outcome instanceof PayOutcome.NotFound;
    }

    /**
     * What a callback says.
     *
     * @param confirms whether the wallet is asked before its callback's word for money is taken
     */
    void told(PaymentAttempt attempt, PayOutcome outcome, boolean confirms) {
        if (confirms
                && outcome instanceof PayOutcome.Paid paid
                && !attempt.state().isSettled()) {
            if (!receipts.isFree(attempt, paid.receipt())) {
                notItsReceipt(attempt, clock.instant());
                return;
            }
            attempt.told(inOurs(paid.received(), attempt), paid.receipt(), clock.instant());
            afterCommit.run(wake);
            LOG.info("TKL-7012 sale {}: said to be paid, the wallet is asked", attempt.saleReference());
        } else if (outcome instanceof PayOutcome.Unknown) {
            askAbout(attempt);
        } else if (attempt.state() == AttemptState.EXPIRED && isNo(outcome)) {
            toldLate(attempt, outcome);
        } else {
            settle(attempt, outcome);
        }
    }

    private void toldLate(PaymentAttempt attempt, PayOutcome no) {
        if (mayBeReached(attempt, reason(no))) {
            attempt.lookAfter(clock.instant());
        } else {
            refuseLate(attempt, no);
        }
    }

    /** A prompt that reaches the phone after all may be answered, and the callback that says so be lost. */
    private boolean mayBeReached(PaymentAttempt attempt, Outcome no) {
        return no == Outcome.PAYMENT_UNREACHABLE && tells(attempt);
    }

    private void askAbout(PaymentAttempt attempt) {
        if (!attempt.state().isSettled()) {
            attempt.ask(clock.instant());
            afterCommit.run(wake);
        }
    }

    /** Money of another currency is no cent of ours, however the wallet confirms it. */
    private static Money inOurs(Money told, PaymentAttempt attempt) {
        Currency ours = attempt.request().amount().currency();
        return told.currency().equals(ours) ? told : new Money(0, ours);
    }

    private void settle(PaymentAttempt attempt, PayOutcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof PayOutcome.Paid paid) {
            settlePaid(attempt, paid, now);
        } else if (outcome instanceof PayOutcome.Held held) {
            settleHeld(attempt, held, now);
        } else if (!attempt.state().isOpen()) {
            LOG.info("TKL-7002 sale {}: {} after {}, ignored", attempt.saleReference(), name(outcome), attempt.state());
        } else if (attempt.told().isPresent()) {
            unconfirmed(attempt, now);
        } else if (outcome instanceof PayOutcome.Failed failed) {
            fail(attempt, failed.reason(), now);
        } else if (outcome instanceof PayOutcome.Doubtful doubtful) {
            doubt(attempt, doubtful, now);
        } else if (outcome instanceof PayOutcome.Again again) {
            askAnew(attempt, again, now);
        } else if (outcome instanceof PayOutcome.Untold) {
            giveUp(attempt, "the wallet has the request and does not say what became of it", now);
            attempt.leave();
        } else if (attempt.isExpired(now)) {
            settleExpired(attempt, outcome, now);
        } else {
            settleOpen(attempt, outcome, now);
        }
    }

    /**
     * The customer's time is over. What surely never arrived is at its end; what may have arrived is asked about for a day,
     * or where the wallet cannot be asked, by a person.
     */
    void settleExpired(PaymentAttempt attempt, PayOutcome outcome, Instant now) {
        if (outcome instanceof PayOutcome.NotFound) {
            closeDoubt(attempt, NOTHING_TAKEN);
            expire(attempt, Outcome.PAYMENT_EXPIRED, now);
            attempt.leave();
        } else if (!tells(attempt)) {
            giveUp(attempt, "the wallet cannot be asked what became of it", now);
            attempt.leave();
        } else if (outcome instanceof PayOutcome.Accepted) {
            learn(attempt, outcome);
            expire(attempt, Outcome.PAYMENT_EXPIRED, now);
        } else if (attempt.isGivenUp()) {
            giveUp(attempt, "the wallet did not answer", now);
        } else {
            settleOpen(attempt, outcome, now);
        }
    }

    /** Whether its wallet says what became of requests. */
    private boolean tells(PaymentAttempt attempt) {
        return wallets.named(attempt.provider())
                .filter(wallet -> !wallet.capabilities().contains(Wallet.Capability.QUERY))
                .isEmpty();
    }

    private void settlePaid(PaymentAttempt attempt, PayOutcome.Paid paid, Instant now) {
        if (attempt.state() == AttemptState.PAID) {
            receipts.toldAgain(attempt, paid);
            return;
        }
        if (attempt.state() == AttemptState.CAPTURING) {
            holds.captured(attempt, paid); // told of what we are just taking: the same money, not more
            return;
        }
        String receipt = paid.receipt().isEmpty() ? attempt.receipt() : paid.receipt();
        if (!receipts.isFree(attempt, receipt)) {
            notItsReceipt(attempt, now);
            return;
        }
        closeDoubt(attempt, "the money came late");
        Money received = received(attempt, paid.received());
        attempt.paid(paid.externalId(), receipt, received, now);
        receipts.booked(attempt);
        placed(attempt, listener.get().paid(attempt.saleReference(), received), received);
        endUnsent(attempt, now);
    }

    /** Whoever has paid, or is told that his money is let go, is not prompted anew for the same sale. */
    void endUnsent(PaymentAttempt settled, Instant now) {
        for (PaymentAttempt unsent : store.lockUnsent(settled.saleReference())) {
            unsent.failed(Outcome.ALREADY_DECIDED, now);
            LOG.info("TKL-7026 sale {}: a further push is not sent, the money is there", settled.saleReference());
        }
    }

    private void notItsReceipt(PaymentAttempt attempt, Instant now) {
        giveUp(attempt, "its receipt belongs to another payment", now);
        if (!attempt.state().isSettled()) {
            attempt.leave();
        }
    }

    /** What buys no token is a case; what is surely not wanted goes back by itself, if it is little enough. */
    private void placed(PaymentAttempt attempt, PaymentListener.Taken taken, Money received) {
        switch (taken) {
            case OTHER_AMOUNT -> cases.open(PaymentCase.Kind.AMOUNT_CONFLICT, attempt, "paid " + received);
            case TOO_LATE -> {
                cases.open(PaymentCase.Kind.LATE_PAYMENT, attempt, "paid late, the price is another one by now");
                refunds.automatic(attempt, "paid too late for its price");
            }
            case TWICE -> {
                cases.open(PaymentCase.Kind.DUPLICATE_PAYMENT, attempt, "paid a second time, " + received);
                refunds.automatic(attempt, "paid a second time");
            }
            case SOLD -> LOG.info("TKL-7019 sale {}: {} taken", attempt.saleReference(), received);
        }
    }

    private void settleHeld(PaymentAttempt attempt, PayOutcome.Held held, Instant now) {
        if (attempt.state().isSettled()) {
            LOG.info("TKL-7013 sale {}: told again that it is held", attempt.saleReference());
            return;
        }
        closeDoubt(attempt, "the money came late");
        attempt.held(held.externalId(), now);
        settleHold(attempt, listener.get().held(attempt.saleReference(), held.held()));
        endUnsent(attempt, now);
    }

    /** Some wallets, when asked, do not know an amount and repeat ours; where they name another, it is theirs that counts. */
    private static Money received(PaymentAttempt attempt, Money said) {
        return said.equals(attempt.request().amount()) ? attempt.told().orElse(said) : said;
    }

    /** A person who looks for what the wallet has told by now looks in vain. */
    private void closeDoubt(PaymentAttempt attempt, String how) {
        if (attempt.wasGivenUp()) {
            cases.settled(PaymentCase.Kind.OUTCOME_UNKNOWN, attempt, how);
            cases.settled(PaymentCase.Kind.UNCONFIRMED, attempt, how);
        }
    }

    /** The seller has decided what is to become of money that is held. */
    void settleHold(PaymentAttempt attempt, PaymentListener.Hold hold) {
        if (hold != PaymentListener.Hold.KEEP) {
            attempt.settle(
                    hold == PaymentListener.Hold.CAPTURE ? AttemptState.CAPTURING : AttemptState.RELEASING,
                    clock.instant());
            afterCommit.run(wake);
        }
    }

    private void fail(PaymentAttempt attempt, Outcome reason, Instant now) {
        end(attempt, reason, now);
        listener.get().unpaid(attempt.saleReference(), reason);
    }

    private void end(PaymentAttempt attempt, Outcome no, Instant now) {
        closeDoubt(attempt, NOTHING_TAKEN);
        attempt.failed(no, now);
        if (mayBeReached(attempt, no)) {
            attempt.lookAfter(now);
        }
    }

    private void doubt(PaymentAttempt attempt, PayOutcome.Doubtful doubtful, Instant now) {
        if (!attempt.isDoubted()) {
            attempt.doubt(now.plus(doubtful.again()), now);
        } else {
            settle(attempt, doubtful.then());
        }
    }

    private void askAnew(PaymentAttempt attempt, PayOutcome.Again again, Instant now) {
        if (attempt.push() > again.most()) {
            fail(attempt, again.reason(), now);
            return;
        }
        end(attempt, again.reason(), now);
        store.add(attempt.anew(now, again.pause(), settings.paymentWait()));
        LOG.info("TKL-7017 sale {}: {}, asked anew in {}", attempt.saleReference(), again.reason(), again.pause());
    }

    /** A callback said paid; the wallet, asked, does not: neither is believed, a person looks. */
    private void unconfirmed(PaymentAttempt attempt, Instant now) {
        if (attempt.isGivenUp()) {
            cases.open(PaymentCase.Kind.UNCONFIRMED, attempt, "a callback said paid; the wallet, asked, does not");
            expire(attempt, Outcome.PAYMENT_UNKNOWN, now);
        } else {
            attempt.unknown(now);
        }
    }

    /** Nobody can be asked what became of it: a person looks. */
    void giveUp(PaymentAttempt attempt, String why, Instant now) {
        cases.open(PaymentCase.Kind.OUTCOME_UNKNOWN, attempt, why);
        if (attempt.state().isOpen()) {
            expire(attempt, Outcome.PAYMENT_UNKNOWN, now);
        }
    }

    /** Nobody who has not heard from the wallet says that nothing was paid. */
    private void expire(PaymentAttempt attempt, Outcome why, Instant now) {
        attempt.expired(why, now);
        if (!tells(attempt)) {
            attempt.leave();
        }
        listener.get().unpaid(attempt.saleReference(), why);
    }

    private static void settleOpen(PaymentAttempt attempt, PayOutcome outcome, Instant now) {
        if (outcome instanceof PayOutcome.Accepted accepted) {
            attempt.accepted(accepted.externalId(), now);
        } else if (outcome instanceof PayOutcome.NotFound) {
            attempt.askAnew(now);
        } else {
            attempt.unknown(now);
        }
    }

    static String name(PayOutcome outcome) {
        return outcome.getClass().getSimpleName();
    }
}
