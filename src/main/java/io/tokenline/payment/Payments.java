package io.tokenline.payment;

import io.tokenline.AfterCommit;
import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The books of payment attempts. Every method is one commit, or part of its caller's; what an outcome means for the sale
 * is told to the {@link PaymentListener} in the same commit.
 */
@ApplicationScoped
@Transactional
public class Payments {

    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration NO_WALLET = Duration.ofSeconds(5);

    private final PaymentStore store;
    private final Wallets wallets;
    private final Instance<PaymentListener> listener;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Settings settings;

    @Inject
    Payments(
            PaymentStore store,
            Wallets wallets,
            Instance<PaymentListener> listener,
            AfterCommit afterCommit,
            Clock clock,
            Settings settings) {
        this.store = store;
        this.wallets = wallets;
        this.listener = listener;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * An attempt that a worker holds.
     *
     * @param wallet whom to ask
     * @param request what to ask
     * @param first whether to ask for the money, or what became of it
     */
    public record Claimed(Wallet wallet, Wallet.Request request, boolean first) {}

    /**
     * Writes an attempt down, in the caller's transaction; it is asked once that has committed.
     *
     * @param wake told after the commit that there is work
     * @return whether a wallet serves this phone
     */
    public boolean begin(String saleReference, Msisdn payer, Money amount, Runnable wake) {
        Optional<Wallet> wallet = wallets.serving(payer);
        wallet.ifPresent(w -> {
            store.add(new PaymentAttempt(
                    saleReference, w.provider(), payer, amount, clock.instant(), settings.paymentWait()));
            afterCommit.run(wake);
        });
        return wallet.isPresent();
    }

    /** Whether anybody could take a phone's money now. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean serves(Msisdn payer) {
        return wallets.serving(payer).isPresent();
    }

    /** The attempts of a sale, in their order. */
    public List<PaymentView> of(String saleReference) {
        return store.of(saleReference).stream().map(PaymentAttempt::view).toList();
    }

    /** Takes attempts whose time has come, for a worker who asks the wallets and then calls {@link #answered}. */
    public List<Claimed> claim(int limit) {
        Instant now = clock.instant();
        return store.due(now, limit).stream()
                .map(attempt -> claim(attempt, now))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Claimed> claim(PaymentAttempt attempt, Instant now) {
        Optional<Wallet> wallet = wallets.named(attempt.provider());
        if (wallet.isEmpty()) {
            attempt.postpone(now.plus(NO_WALLET));
            LOG.error("TKL-7001 sale {}: the wallet {} is not configured", attempt.saleReference(), attempt.provider());
            return Optional.empty();
        }
        boolean first = attempt.state() == PaymentAttempt.State.REQUESTED;
        attempt.claim(settings.node(), now, LEASE);
        return Optional.of(new Claimed(wallet.get(), attempt.request(), first));
    }

    /** Records what a wallet answered to a request or query of ours. */
    public void answered(String attemptId, PayOutcome outcome) {
        store.lock(attemptId).ifPresent(attempt -> settle(attempt, outcome));
    }

    private void settle(PaymentAttempt attempt, PayOutcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof PayOutcome.Paid paid) {
            settlePaid(attempt, paid, now);
        } else if (!attempt.isOpen()) {
            LOG.info("TKL-7002 sale {}: {} after {}, ignored", attempt.saleReference(), name(outcome), attempt.state());
        } else if (outcome instanceof PayOutcome.Failed failed) {
            attempt.failed(failed.reason(), now);
            listener.get().unpaid(attempt.saleReference(), failed.reason());
        } else if (attempt.isExpired(now) && (!(outcome instanceof PayOutcome.Unknown) || attempt.isGivenUp())) {
            attempt.expired(now);
            listener.get().unpaid(attempt.saleReference(), Outcome.PAYMENT_EXPIRED);
        } else {
            settleOpen(attempt, outcome, now);
        }
    }

    private void settlePaid(PaymentAttempt attempt, PayOutcome.Paid paid, Instant now) {
        if (attempt.state() == PaymentAttempt.State.PAID) {
            LOG.info("TKL-7003 sale {}: told again that it is paid", attempt.saleReference());
            return;
        }
        attempt.paid(paid.externalId(), now);
        listener.get().paid(attempt.saleReference(), paid.received());
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

    private static String name(PayOutcome outcome) {
        return outcome.getClass().getSimpleName();
    }

    /**
     * Stores a callback as it came.
     *
     * @param key names the news: the provider's own id and its result; the same news twice has the same key
     * @return its row, or empty where the same news is stored already
     */
    public Optional<Long> store(String provider, String key, String body) {
        if (store.hasCallback(provider, key)) {
            return Optional.empty();
        }
        PaymentCallback callback = new PaymentCallback(provider, key, body, clock.instant());
        store.add(callback);
        return Optional.of(callback.id());
    }

    /**
     * Acts on a stored callback, once.
     *
     * @return whether it is done with; otherwise it waits for its wallet
     */
    public boolean handle(long callbackId) {
        return store.lockCallback(callbackId)
                .map(callback -> callback.isHandled() || handle(callback))
                .orElse(true);
    }

    private boolean handle(PaymentCallback callback) {
        Optional<Wallet> wallet = wallets.named(callback.provider());
        if (wallet.isEmpty()) {
            LOG.error("TKL-7001 callback {}: the wallet {} is not configured", callback.id(), callback.provider());
            return false;
        }
        Optional<Wallet.News> news = wallet.get().parse(callback.body());
        Optional<PaymentAttempt> attempt = news.flatMap(n -> store.lock(n.attemptId()));
        if (attempt.isEmpty()) {
            LOG.error("TKL-7004 callback {} of {} belongs to no payment", callback.id(), callback.provider());
        } else {
            settle(attempt.get(), news.orElseThrow().outcome());
        }
        callback.handled(clock.instant());
        return true;
    }

    /** Callbacks that were stored but not acted on. */
    public List<Long> unhandled(Duration age, int limit) {
        return store.unhandled(clock.instant().minus(age), limit);
    }

    /** At start: lets go of what this node held when it died. */
    public int releaseClaims() {
        return store.release(settings.node(), clock.instant());
    }
}
