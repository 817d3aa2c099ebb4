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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where wallets call: what they say is stored first, then acknowledged, then acted on. */
@ApplicationScoped
public class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final int BATCH = 50;

    private final Payments payments;
    private final Seals seals;

    @Inject
    Callbacks(Payments payments, Seals seals) {
        this.payments = payments;
        this.seals = seals;
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

    /** Asks the wallet about money that is too much to believe a callback; with no transaction open. */
    private void confirm(long callbackId) {
        try {
            payments.doubt(callbackId)
                    .flatMap(doubt -> doubt.wallet().confirm(doubt.receipt()))
                    .ifPresent(confirmId -> payments.confirmedBy(callbackId, confirmId));
        } catch (RuntimeException e) {
            LOG.warn("TKL-7007 callback {} could not be confirmed now: {}", callbackId, DatabaseAway.reason(e));
        }
    }

    /**
     * Acts on one, unless the vault is closed: then no sale's phone is known, and it waits. A row that two sales fight for may
     * undo the first try; what fails again waits for the recovery.
     */
    boolean handle(long callbackId) {
        if (!seals.areOpen()) {
            return false;
        }
        confirm(callbackId);
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
