package io.tokenline.payment;

import io.tokenline.vault.SealedBody;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a wallet told us, word for word, kept before it is acknowledged. */
@Entity
@Table(name = "payment_callback")
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
class PaymentCallback {

    static final int BODY_MAX = 4_000;
    static final int KEY_MAX = 160;
    static final int PATH_MAX = 200;

    /** With their pauses, half a day. */
    static final int TRIES_MAX = 20;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "payment_callback_seq")
    @SequenceGenerator(name = "payment_callback_seq", allocationSize = 50)
    private long id;

    private String provider = "";

    @Column(name = "callback_key")
    private String callbackKey = "";

    private String path = "";

    @Convert(converter = SealedBody.class)
    private String body = "";

    @Column(name = "received_at")
    private Instant receivedAt = Instant.EPOCH;

    @Column(name = "handled_at")
    private @Nullable Instant handledAt;

    /** When it is looked at again; null once it is done with. */
    @Column(name = "next_at")
    private @Nullable Instant nextAt;

    /** How often it was acted on in vain. */
    private int tries;

    private boolean orphan;

    /** How the wallet's answer is known that confirms it; null while it was not asked. */
    @Column(name = "confirm_id")
    private @Nullable String confirmId;

    @Column(name = "confirm_asked_at")
    private @Nullable Instant confirmAskedAt;

    /** For the persistence provider. */
    protected PaymentCallback() {}

    PaymentCallback(String provider, String callbackKey, Wallet.Call call, Instant now) {
        this.provider = provider;
        this.callbackKey = callbackKey;
        this.path = call.path();
        this.body = call.body();
        this.receivedAt = now;
        this.nextAt = now;
    }

    long id() {
        return id;
    }

    String provider() {
        return provider;
    }

    Wallet.Call call() {
        return new Wallet.Call(path, body);
    }

    Instant receivedAt() {
        return receivedAt;
    }

    /** Since when what it belongs to, or the wallet's answer that confirms it, may be on its way. */
    Instant waitsSince() {
        return confirmAskedAt == null ? receivedAt : confirmAskedAt;
    }

    boolean isHandled() {
        return handledAt != null;
    }

    void handled(Instant now) {
        handledAt = now;
        nextAt = null;
    }

    /** It belongs to nothing that we know: a person looks at it. */
    void orphaned(Instant now) {
        orphan = true;
        handled(now);
    }

    /** How the wallet's answer is known that confirms it; empty while it was not asked. */
    String confirmId() {
        return confirmId == null ? "" : confirmId;
    }

    void confirmedBy(String id, Instant now) {
        confirmId = id;
        confirmAskedAt = now;
    }

    /** It was acted on in vain; whether it is tried again, ever more rarely. */
    boolean failed(Instant now) {
        nextAt = now.plus(Pauses.failing(tries + 1));
        tries++;
        return tries < TRIES_MAX;
    }

    /** What it belongs to may still be on its way. */
    void park(Instant until) {
        nextAt = until;
    }
}
