package io.tokenline.payment;

import io.tokenline.DatabaseAway;
import io.tokenline.vault.Seals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where wallets call: what they say is stored first, then acknowledged, then acted on. */
@ApplicationScoped
public class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final int BATCH = 50;

    /** Wallets that are slow to confirm leave the other threads to those who buy. */
    static final int CONFIRMING = 16;

    private final Payments payments;
    private final Seals seals;
    private final Semaphore confirming = new Semaphore(CONFIRMING);
    private volatile Executor confirmer = Runnable::run;

    @Inject
    Callbacks(Payments payments, Seals seals) {
        this.payments = payments;
        this.seals = seals;
    }

    /** On which threads wallets are asked to confirm; those threads may wait for them. */
    void confirmOn(Executor executor) {
        confirmer = executor;
    }

    /**
     * Takes a callback and acts on it. When this returns, the news is safe and the wallet may forget it.
     *
     * @param key names the news; see {@link Payments#store}
     * @throws IllegalArgumentException where it is too long to be one
     */
    public void receive(String provider, String key, String body) {
        keep(provider, key, new Wallet.Call("", body)).ifPresent(this::handle);
    }

    /**
     * Takes a callback. When this returns, the news is safe and the wallet may forget it.
     *
     * @param key names the news; see {@link Payments#store}
     * @return its row for {@link #handle}; empty where the same news was taken before, by whichever thread
     * @throws IllegalArgumentException where it is too long to be one
     */
    Optional<Long> keep(String provider, String key, Wallet.Call call) {
        if (key.length() > PaymentCallback.KEY_MAX
                || call.body().length() > PaymentCallback.BODY_MAX
                || call.path().length() > PaymentCallback.PATH_MAX) {
            throw new IllegalArgumentException("a callback has at most " + PaymentCallback.BODY_MAX + " characters");
        }
        try {
            return payments.store(provider, key, call);
        } catch (RuntimeException e) {
            if (payments.isStored(provider, key)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Takes a callback by the name of its news, or where it makes no sense, of its text. */
    Optional<Long> keep(Wallet wallet, Wallet.Call call) {
        String key = wallet.parse(call).map(News::key).orElseGet(() -> "raw " + digest(call));
        return keep(wallet.provider(), key, call);
    }

    private static String digest(Wallet.Call call) {
        try {
            byte[] text = (call.path() + "\n" + call.body()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Acts on callbacks that a crash or a failure left behind. */
    public int handleLeftovers(Duration age) {
        List<Long> left = payments.unhandled(age, BATCH);
        return (int) left.stream().filter(this::handle).count();
    }

    /** Whom to ask about money that is too much to believe a callback; a failure here waits for the next try. */
    private Optional<Payments.Doubt> doubt(long callbackId) {
        try {
            return payments.doubt(callbackId);
        } catch (RuntimeException e) {
            isLeft(callbackId, e);
            return Optional.empty();
        }
    }

    /** Has the wallet asked, with no transaction open, by a thread that may wait for it; where none is free, a little later. */
    private void confirm(long callbackId, Payments.Doubt doubt) {
        if (!confirming.tryAcquire()) {
            park(callbackId);
            return;
        }
        try {
            confirmer.execute(() -> {
                try {
                    ask(callbackId, doubt);
                    act(callbackId);
                } finally {
                    confirming.release();
                }
            });
        } catch (RejectedExecutionException e) {
            confirming.release();
            park(callbackId);
        }
    }

    private void ask(long callbackId, Payments.Doubt doubt) {
        try {
            doubt.wallet().confirm(doubt.receipt()).ifPresent(confirmId -> payments.confirmedBy(callbackId, confirmId));
        } catch (RuntimeException e) {
            isLeft(callbackId, e);
        }
    }

    private static void isLeft(long callbackId, RuntimeException why) {
        LOG.warn("TKL-7007 callback {} could not be confirmed now: {}", callbackId, DatabaseAway.reason(why));
    }

    /** Where that fails, too, it waits as long as one that is being asked about. */
    private void park(long callbackId) {
        try {
            payments.park(callbackId);
        } catch (RuntimeException e) {
            isLeft(callbackId, e);
        }
    }

    /**
     * Acts on one, at once or after its wallet was asked to confirm it; waits for no wallet. While the vault is closed no
     * sale's phone is known, and it waits.
     *
     * @return whether it is done with; not where its wallet is asked
     */
    boolean handle(long callbackId) {
        if (!seals.areOpen()) {
            return false;
        }
        Optional<Payments.Doubt> doubt = doubt(callbackId);
        if (doubt.isPresent()) {
            confirm(callbackId, doubt.get());
            return false;
        }
        return act(callbackId);
    }

    /** A row that two sales fight for may undo the first try; what fails again waits for the recovery. */
    private boolean act(long callbackId) {
        try {
            return payments.handle(callbackId);
        } catch (RuntimeException first) {
            LOG.info("TKL-7006 callback {} is tried once more", callbackId);
        }
        try {
            return payments.handle(callbackId);
        } catch (RuntimeException again) {
            LOG.atWarn()
                    .setCause(DatabaseAway.trace(again))
                    .log("TKL-7005 callback {} failed, it is tried again: {}", callbackId, DatabaseAway.reason(again));
            putOff(callbackId);
            return false;
        }
    }

    /** While the database is away nothing is counted: then it is tried as soon as the database is back. */
    private void putOff(long callbackId) {
        try {
            payments.failed(callbackId);
        } catch (RuntimeException e) {
            LOG.info("TKL-7027 callback {} could not be put off: {}", callbackId, DatabaseAway.reason(e));
        }
    }
}
