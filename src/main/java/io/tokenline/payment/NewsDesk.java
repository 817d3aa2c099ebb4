package io.tokenline.payment;

import static java.util.function.Predicate.not;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a stored callback belongs to; in the caller's transaction, the callback's row locked. */
@ApplicationScoped
class NewsDesk {

    private static final Logger LOG = LoggerFactory.getLogger(NewsDesk.class);
    private static final Duration PARKED = Duration.ofSeconds(5);
    private static final Pattern SEPARATORS = Pattern.compile("[\\s./-]");
    private static final Duration EARLY = Duration.ofMinutes(2);

    private final PaymentStore store;
    private final Wallets wallets;
    private final Settlement settlement;
    private final Refunds refunds;
    private final Instance<AccountListener> accounts;
    private final Cases cases;
    private final Clock clock;

    @Inject
    NewsDesk(
            PaymentStore store,
            Wallets wallets,
            Settlement settlement,
            Refunds refunds,
            Instance<AccountListener> accounts,
            Cases cases,
            Clock clock) {
        this.store = store;
        this.wallets = wallets;
        this.settlement = settlement;
        this.refunds = refunds;
        this.accounts = accounts;
        this.cases = cases;
        this.clock = clock;
    }

    /** Whether a callback is done with; otherwise it waits for its wallet, or for what it belongs to. */
    boolean handle(PaymentCallback callback) {
        Instant now = clock.instant();
        Optional<Wallet> wallet = wallets.named(callback.provider());
        if (wallet.isEmpty()) {
            callback.park(now.plus(PARKED));
            LOG.error("TKL-7018 callback {}: the wallet {} is not configured", callback.id(), callback.provider());
            return false;
        }
        Optional<News> news = wallet.get().parse(callback.call());
        if (news.isEmpty()) {
            orphan(callback, "it makes no sense");
            return true;
        }
        if (act(callback, wallet.get(), news.get())) {
            callback.handled(now);
            return true;
        }
        if (now.isBefore(callback.waitsSince().plus(EARLY))) {
            callback.park(now.plus(PARKED));
            return false;
        }
        if (news.get() instanceof News.Incoming incoming) {
            callback.handled(now);
            cases.open(callback, incoming, "the wallet does not confirm it, receipt " + incoming.receipt());
            return true;
        }
        orphan(callback, "it belongs to nothing that we asked for");
        return true;
    }

    /** Whether what the news belongs to is known. */
    private boolean act(PaymentCallback callback, Wallet wallet, News news) {
        if (news instanceof News.OfAttempt told) {
            Optional<PaymentAttempt> attempt = told.attemptId()
                    .flatMap(store::lock)
                    .filter(found -> found.provider().equals(callback.provider()))
                    .or(() -> store.lockByExternalId(callback.provider(), told.externalId()));
            attempt.ifPresent(found -> {
                found.learn(told.externalId());
                settlement.told(found, told.outcome(), confirms(wallet, told.outcome()));
            });
            return attempt.isPresent();
        }
        if (news instanceof News.Incoming incoming) {
            if (store.isBooked(callback.provider(), incoming.receipt())) {
                return true;
            }
            if (isUnconfirmed(callback, wallet, incoming)) {
                return false;
            }
            take(callback, wallet, incoming);
            return true;
        }
        if (news instanceof News.Confirmed) {
            return true; // what waits for it looks for it
        }
        return news instanceof News.OfRefund told && refunds.told(callback.provider(), told);
    }

    /** Whether money that came unasked is so much that the wallet has to confirm it first, and has not. */
    private boolean isUnconfirmed(PaymentCallback callback, Wallet wallet, News.Incoming incoming) {
        String key = new News.Confirmed(callback.confirmId(), incoming.receipt(), incoming.received()).key();
        return needsConfirming(wallet, incoming)
                && (callback.confirmId().isEmpty() || !store.hasCallback(callback.provider(), key));
    }

    private static boolean needsConfirming(Wallet wallet, News.Incoming incoming) {
        return wallet.capabilities().contains(Wallet.Capability.CONFIRM) && wallet.confirms(incoming.received());
    }

    /** The wallet that has to be asked about a callback before it is acted on, and the receipt to ask about. */
    Optional<Payments.Doubt> doubt(PaymentCallback callback) {
        Optional<Wallet> wallet = callback.isHandled() || !callback.confirmId().isEmpty()
                ? Optional.empty()
                : wallets.named(callback.provider());
        return wallet.flatMap(asked -> asked.parse(callback.call())
                .filter(News.Incoming.class::isInstance)
                .map(News.Incoming.class::cast)
                .filter(incoming -> needsConfirming(asked, incoming))
                .filter(incoming -> !store.isBooked(callback.provider(), incoming.receipt()))
                .map(incoming -> new Payments.Doubt(asked, incoming.receipt())));
    }

    private static boolean confirms(Wallet wallet, PayOutcome outcome) {
        return outcome instanceof PayOutcome.Paid paid && wallet.confirms(paid.received());
    }

    /** Money that nobody was asked for becomes a sale, or a case; but some wallets tell so of money that was asked for. */
    private void take(PaymentCallback callback, Wallet wallet, News.Incoming news) {
        String provider = callback.provider();
        Optional<PaymentAttempt> push = asked(provider, news);
        if (push.isPresent()) {
            String known = push.get().request().externalId();
            boolean confirms = wallet.confirms(news.received()) && !needsConfirming(wallet, news);
            settlement.told(push.get(), new PayOutcome.Paid(known, news.received(), news.receipt()), confirms);
            LOG.info(
                    "TKL-7025 sale {}: its push is told as money for an account",
                    push.get().saleReference());
            return;
        }
        if (store.idOfReceipt(provider, news.receipt()).isPresent()) {
            return; // a callback of the push brought it, and the wallet is asked
        }
        if (cases.isPlaced(provider, news.receipt())) {
            String detail = "told of after persons had placed it, receipt " + news.receipt();
            cases.open(PaymentCase.Kind.ORPHAN_CALLBACK, callback, detail);
            return;
        }
        AccountListener.Sold sold =
                accounts.get().received(provider + " " + news.receipt(), news.account(), news.received());
        if (sold instanceof AccountListener.Sold.Sale sale) {
            Instant now = clock.instant();
            PaymentAttempt attempt = new PaymentAttempt(
                    sale.reference(), provider, sale.buyer(), news.received(), now, Duration.ZERO, PARKED);
            attempt.paid(news.receipt(), news.receipt(), news.received(), now);
            store.add(attempt);
            cases.paidUnasked(attempt);
        } else if (sold instanceof AccountListener.Sold.Nothing nothing) {
            String account = accounts.get().shown(news.account());
            cases.open(callback, news, nothing.reason() + ", account " + account + ", receipt " + news.receipt());
        }
    }

    /**
     * The attempt that money is of whose account is our sale's reference: the one that has the receipt; or else the only one
     * that could have it. Where several could, their own callbacks tell which.
     */
    private Optional<PaymentAttempt> asked(String provider, News.Incoming news) {
        List<PaymentAttempt> all = store.lockOf(provider, reference(news.account()));
        Optional<PaymentAttempt> named = all.stream()
                .filter(attempt -> attempt.receipt().equals(news.receipt()))
                .findFirst();
        return named.or(() -> Stream.<Predicate<PaymentAttempt>>of(
                        attempt -> isPaidSo(attempt, news) || mayBePaid(attempt),
                        attempt -> attempt.state() == AttemptState.FAILED,
                        attempt -> attempt.state() == AttemptState.REQUESTED)
                .map(likely -> all.stream().filter(likely).toList())
                .filter(not(List::isEmpty))
                .findFirst()
                .filter(likely -> likely.size() == 1)
                .map(likely -> likely.get(0)));
    }

    private static String reference(String account) {
        return SEPARATORS.matcher(account).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /** Whether an account is a sale's reference, and the sale waits for this money of this wallet. */
    boolean isAskedFor(String provider, Wallet.Question question) {
        List<PaymentAttempt> all = store.of(reference(question.account()));
        return all.stream().noneMatch(attempt -> attempt.state().isSettled())
                && all.stream()
                        .filter(attempt -> attempt.provider().equals(provider))
                        .anyMatch(attempt -> attempt.request().amount().equals(question.amount()));
    }

    /** Whether it is paid by what the wallet gave no receipt for as yet. */
    private static boolean isPaidSo(PaymentAttempt attempt, News.Incoming news) {
        return attempt.state() == AttemptState.PAID
                && attempt.receipt().isEmpty()
                && attempt.received().filter(news.received()::equals).isPresent();
    }

    /** Whether the customer was asked, or may have been, and has not said no. */
    private static boolean mayBePaid(PaymentAttempt attempt) {
        return attempt.state() == AttemptState.EXPIRED
                || (attempt.state().isOpen() && attempt.state() != AttemptState.REQUESTED);
    }

    /** It could not be acted on. */
    void failed(PaymentCallback callback) {
        if (!callback.failed(clock.instant())) {
            orphan(callback, "it could not be acted on, tried " + PaymentCallback.TRIES_MAX + " times");
        }
    }

    private void orphan(PaymentCallback callback, String why) {
        callback.orphaned(clock.instant());
        cases.open(PaymentCase.Kind.ORPHAN_CALLBACK, callback, why);
        LOG.error("TKL-7004 callback {} of {}: {}", callback.id(), callback.provider(), why);
    }
}
