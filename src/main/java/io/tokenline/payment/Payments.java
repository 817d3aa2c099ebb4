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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The books of payment attempts. Every method is one commit, or part of its caller's; what an outcome means for the sale
 * is told to the {@link PaymentListener} in the same commit.
 */
@ApplicationScoped
@Transactional
public class Payments {

    private static final Duration MOMENT = Duration.ofSeconds(5);

    /** So many batches of which nothing is to be asked are ended in one commit. */
    private static final int BATCHES = 10;

    private final PaymentStore store;
    private final Wallets wallets;
    private final Settlement settlement;
    private final AskingRules asking;
    private final GoneWallets gone;
    private final Instance<AccountListener> accounts;
    private final NewsDesk desk;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Settings settings;

    @Inject
    Payments(
            PaymentStore store,
            Wallets wallets,
            Settlement settlement,
            AskingRules asking,
            GoneWallets gone,
            Instance<AccountListener> accounts,
            NewsDesk desk,
            AfterCommit afterCommit,
            Clock clock,
            Settings settings) {
        this.store = store;
        this.wallets = wallets;
        this.settlement = settlement;
        this.asking = asking;
        this.gone = gone;
        this.accounts = accounts;
        this.desk = desk;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.settings = settings;
    }

    /** What a worker is to ask a wallet for. */
    public enum Step {
        REQUEST,
        QUERY,
        CAPTURE,
        RELEASE
    }

    /**
     * An attempt that a worker holds.
     *
     * @param wallet whom to ask
     * @param request what to ask
     * @param step whether to ask for the money, what became of it, or to take or let go what is held
     * @param lease how long it is his
     */
    public record Claimed(Wallet wallet, Wallet.Request request, Step step, Lease lease) {

        /**
         * Asks; over the network, with no transaction open. A worker who comes so late that another could take over while
         * he asks does not ask at all: what he did would come after what the other was told.
         */
        public PayOutcome ask() {
            if (lease.isShorterThan(wallet.patience())) {
                return notAsked();
            }
            return switch (step) {
                case REQUEST -> wallet.request(request);
                case QUERY -> wallet.query(request);
                case CAPTURE -> wallet.capture(request);
                case RELEASE -> wallet.release(request);
            };
        }

        /** What is known where the wallet was not asked: a request surely did not go out. */
        public PayOutcome notAsked() {
            return step == Step.REQUEST ? new PayOutcome.NotFound() : new PayOutcome.Unknown();
        }
    }

    /**
     * How long an attempt is a worker's; later it may be another's.
     *
     * @param node whose worker
     * @param until in whole microseconds
     * @param clock which tells when it is over
     */
    public record Lease(String node, Instant until, Clock clock) {

        private static final Duration SLACK = Duration.ofSeconds(30);

        /** From now on, for as long as a wallet may take to answer, and a little longer. */
        static Lease begin(String node, Wallet wallet, Clock clock) {
            Instant until = clock.instant().plus(wallet.patience()).plus(SLACK);
            return new Lease(node, until.truncatedTo(ChronoUnit.MICROS), clock);
        }

        boolean isShorterThan(Duration time) {
            return clock.instant().plus(time).isAfter(until);
        }
    }

    /** Who is told that a wallet is to be asked at once. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void onWork(Runnable waker) {
        settlement.onWork(waker);
    }

    /**
     * Writes an attempt down, in the caller's transaction; it is asked once that has committed.
     *
     * @param chosen the wallet that the customer chose; empty for the one that serves his phone
     * @param wake told after the commit that there is work
     * @return whether a wallet serves this phone
     */
    public boolean begin(String saleReference, Msisdn payer, Money amount, String chosen, Runnable wake) {
        Optional<Wallet> wallet = wallets.serving(payer, chosen);
        wallet.ifPresent(w -> {
            store.add(new PaymentAttempt(
                    saleReference, w.provider(), payer, amount, clock.instant(), w.delay(), settings.paymentWait()));
            afterCommit.run(wake);
        });
        return wallet.isPresent();
    }

    /**
     * Whether somebody could take this of a phone's money now.
     *
     * @param chosen the wallet that the customer chose; empty for the one that serves his phone
     * @return OK, WALLET_UNAVAILABLE, or why its wallet cannot take this amount
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Outcome judge(Msisdn payer, Money amount, String chosen) {
        return wallets.serving(payer, chosen)
                .filter(Wallet::isUp)
                .map(wallet -> wallet.judge(amount))
                .orElse(Outcome.WALLET_UNAVAILABLE);
    }

    /**
     * A wallet that a customer may choose.
     *
     * @param label as he reads it
     */
    public record Choice(String name, String label) {

        /** Whether a word means it, however it is written. */
        public boolean isMeantBy(String word) {
            String bare = bare(word);
            return !bare.isEmpty() && (bare.equals(bare(name)) || bare.equals(bare(label)));
        }

        private static String bare(String text) {
            return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
        }
    }

    /** The wallets that could serve a phone, the usual one first; asks no database. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Choice> choices(Msisdn payer) {
        return wallets.choices(payer).stream()
                .map(wallet -> new Choice(wallet.provider(), wallets.label(wallet)))
                .toList();
    }

    /** The attempts of a sale, in their order. */
    public List<PaymentView> of(String saleReference) {
        return store.of(saleReference).stream().map(PaymentAttempt::view).toList();
    }

    /**
     * Whether money for an account could become a token, before a wallet takes it. Some wallets ask so about what we asked
     * for, too.
     *
     * @param provider who asks
     */
    public Outcome judge(String provider, Wallet.Question question) {
        return desk.isAskedFor(provider, question)
                ? Outcome.OK
                : accounts.get().judge(question.account(), question.amount());
    }

    /**
     * Takes attempts whose time has come, for a worker who asks the wallets and then calls {@link #answered}. Those that
     * turn out to be at their end do not keep the others waiting.
     *
     * @param busy wallets that are to be asked nothing more now
     */
    public List<Claimed> claim(int limit, Set<String> busy) {
        Instant now = clock.instant();
        Set<String> free = new HashSet<>(wallets.names());
        free.removeAll(busy);
        List<Claimed> claimed = new ArrayList<>();
        List<PaymentAttempt> due;
        int batches = 0;
        do {
            due = store.due(now, limit, free);
            due.stream()
                    .map(attempt -> claim(attempt, now))
                    .flatMap(Optional::stream)
                    .forEach(claimed::add);
            batches++;
        } while (claimed.isEmpty() && !due.isEmpty() && batches < BATCHES);
        return claimed;
    }

    /**
     * Puts off, or ends, attempts whose time has come and whose wallet is not configured any more.
     *
     * @return how many those were
     */
    public int setAside(int limit) {
        return gone.setAside(limit);
    }

    private Optional<Claimed> claim(PaymentAttempt attempt, Instant now) {
        Wallet wallet = wallets.named(attempt.provider()).orElseThrow();
        if (!asking.mayAsk(attempt, wallet, now)) {
            return Optional.empty();
        }
        Step step = switch (attempt.state()) {
            case REQUESTED -> Step.REQUEST;
            case CAPTURING -> Step.CAPTURE;
            case RELEASING -> Step.RELEASE;
            default -> Step.QUERY;
        };
        Lease lease = Lease.begin(settings.node(), wallet, clock);
        attempt.claim(lease, now);
        return Optional.of(new Claimed(wallet, attempt.request(), step, lease));
    }

    /**
     * Records what a wallet answered to a worker. Where another has taken over meanwhile, money counts all the same; but that
     * there is none may be true no longer.
     */
    public void answered(Claimed claimed, PayOutcome outcome) {
        store.lock(claimed.request().id()).ifPresent(attempt -> {
            if (attempt.isOf(claimed.lease()) || isMoney(outcome)) {
                settlement.answered(attempt, outcome);
            } else {
                settlement.overtaken(attempt, outcome);
            }
        });
    }

    private static boolean isMoney(PayOutcome outcome) {
        return outcome instanceof PayOutcome.Paid
                || outcome instanceof PayOutcome.Held
                || outcome instanceof PayOutcome.Released;
    }

    /** Records what a wallet says of a request or query of ours, whoever asked. */
    public void answered(String attemptId, PayOutcome outcome) {
        store.lock(attemptId).ifPresent(attempt -> settlement.answered(attempt, outcome));
    }

    /** The token of a sale is made, or will never be: what is held for it is taken or let go. */
    public void settleHold(String saleReference, PaymentListener.Hold hold) {
        store.lockHeld(saleReference).ifPresent(attempt -> settlement.settleHold(attempt, hold));
    }

    /** Whether a wallet was asked for the money of a sale and has not said what became of it; not while it waits for the PIN. */
    public boolean isUnanswered(String saleReference) {
        Instant now = clock.instant();
        return store.of(saleReference).stream().anyMatch(attempt -> attempt.isUnanswered(now));
    }

    /** Holds what was paid for a sale: nobody begins or ends a refund of it until the caller's transaction ends. */
    public void holdPaid(String saleReference) {
        store.lockPaid(saleReference);
    }

    /**
     * Stores a callback as it came.
     *
     * @param key names the news: the provider's own id and its result; the same news twice has the same key
     * @return its row, or empty where the same news is stored already
     */
    public Optional<Long> store(String provider, String key, Wallet.Call call) {
        if (store.hasCallback(provider, key)) {
            return Optional.empty();
        }
        PaymentCallback callback = new PaymentCallback(provider, key, call, clock.instant());
        store.add(callback);
        return Optional.of(callback.id());
    }

    /** Whether a piece of news is stored. */
    public boolean isStored(String provider, String key) {
        return store.hasCallback(provider, key);
    }

    /** A payment that came unasked, and the wallet that has to confirm it. */
    public record Doubt(Wallet wallet, String receipt) {}

    /** Whom to ask before a stored callback is acted on; empty for nearly all. Who asks has a while until another may. */
    public Optional<Doubt> doubt(long callbackId) {
        return store.lockCallback(callbackId).flatMap(callback -> {
            Optional<Doubt> doubt = desk.doubt(callback);
            doubt.ifPresent(asked -> callback.park(
                    Lease.begin(settings.node(), asked.wallet(), clock).until()));
            return doubt;
        });
    }

    /** A stored callback waits a moment: nobody is free to ask its wallet. */
    public void park(long callbackId) {
        store.lockCallback(callbackId)
                .filter(callback -> !callback.isHandled())
                .ifPresent(callback -> callback.park(clock.instant().plus(MOMENT)));
    }

    /** The wallet was asked about a stored callback. */
    public void confirmedBy(long callbackId, String confirmId) {
        store.lockCallback(callbackId).ifPresent(callback -> callback.confirmedBy(confirmId, clock.instant()));
    }

    /**
     * Acts on a stored callback, once.
     *
     * @return whether it is done with; otherwise it waits for its wallet, or for what it belongs to
     */
    public boolean handle(long callbackId) {
        return store.lockCallback(callbackId)
                .map(callback -> callback.isHandled() || desk.handle(callback))
                .orElse(true);
    }

    /** A stored callback could not be acted on: it is tried again, ever more rarely, and in the end it is for a person. */
    public void failed(long callbackId) {
        store.lockCallback(callbackId).filter(callback -> !callback.isHandled()).ifPresent(desk::failed);
    }

    /** Callbacks that were stored but not acted on. */
    public List<Long> unhandled(Duration age, int limit) {
        Instant now = clock.instant();
        return store.unhandled(now, now.minus(age), limit);
    }

    /** At start: lets go of what this node held when it died. */
    public int releaseClaims() {
        return store.release(settings.node(), clock.instant());
    }
}
