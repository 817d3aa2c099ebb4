package io.tokenline.payment;

import jakarta.persistence.Column;
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
class PaymentCallback {

    static final int BODY_MAX = 4_000;
    static final int KEY_MAX = 160;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "payment_callback_seq")
    @SequenceGenerator(name = "payment_callback_seq", allocationSize = 50)
    private long id;

    private String provider = "";

    @Column(name = "callback_key")
    private String callbackKey = "";

    private String body = "";

    @Column(name = "received_at")
    private Instant receivedAt = Instant.EPOCH;

    @Column(name = "handled_at")
    private @Nullable Instant handledAt;

    /** For the persistence provider. */
    protected PaymentCallback() {}

    PaymentCallback(String provider, String callbackKey, String body, Instant now) {
        this.provider = provider;
        this.callbackKey = callbackKey;
        this.body = body;
        this.receivedAt = now;
    }

    long id() {
        return id;
    }

    String provider() {
        return provider;
    }

    String body() {
        return body;
    }

    boolean isHandled() {
        return handledAt != null;
    }

    void handled(Instant now) {
        handledAt = now;
    }
}
