package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One time that a wallet is asked for the money of a sale. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
@Table(name = "payment_attempt")
public class PaymentAttempt {

    private static final int TRIES_AFTER_EXPIRY = 12;

    /** Where an attempt stands. */
    public enum State {
        /** To be asked. */
        REQUESTED,
        /** Being asked now; if nobody says how it went, it is UNKNOWN. */
        ASKING,
        /** The wallet accepted the request; the customer decides. */
        ASKED,
        /** To be found out by a query. */
        UNKNOWN,
        /** The money is taken. */
        PAID,
        /** No money was taken. */
        FAILED,
        /** The customer's time is over; soft, late money still counts. */
        EXPIRED
    }

    private static final Duration[] BACK_OFF = {
        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40)
    };

    @Id
    private String id = "";

    @Column(name = "sale_reference")
    private String saleReference = "";

    private String provider = "";
    private String msisdn = "";
    private String currency = "";

    @Column(name = "amount_minor")
    private long amountMinor;

    @Enumerated(EnumType.STRING)
    private State state = State.REQUESTED;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome reason;

    @Column(name = "external_id")
    private @Nullable String externalId;

    private int tries;

    @Column(name = "next_at")
    private @Nullable Instant nextAt;

    @Column(name = "claimed_by")
    private @Nullable String claimedBy;

    @Column(name = "expires_at")
    private Instant expiresAt = Instant.EPOCH;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected PaymentAttempt() {}

    PaymentAttempt(String saleReference, String provider, Msisdn payer, Money amount, Instant now, Duration wait) {
        this.id = UUID.randomUUID().toString();
        this.saleReference = saleReference;
        this.provider = provider;
        this.msisdn = payer.digits();
        this.currency = amount.currency().getCurrencyCode();
        this.amountMinor = amount.minor();
        this.createdAt = now;
        this.changedAt = now;
        this.nextAt = now;
        this.expiresAt = now.plus(wait);
    }

    /** Our reference at the wallet. */
    public String id() {
        return id;
    }

    /** The sale that it pays. */
    public String saleReference() {
        return saleReference;
    }

    /** Which wallet. */
    public String provider() {
        return provider;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** What staff see of it. */
    PaymentView view() {
        return new PaymentView(
                id,
                provider,
                state,
                Optional.ofNullable(reason),
                Optional.ofNullable(externalId),
                new Money(amountMinor, Currency.getInstance(currency)),
                tries,
                createdAt,
                changedAt);
    }

    /** What the wallet is asked. */
    Wallet.Request request() {
        return new Wallet.Request(
                id, saleReference, new Msisdn(msisdn), new Money(amountMinor, Currency.getInstance(currency)));
    }

    /** Whether the wallet is still to be heard of. */
    boolean isOpen() {
        return switch (state) {
            case REQUESTED, ASKING, ASKED, UNKNOWN -> true;
            case PAID, FAILED, EXPIRED -> false;
        };
    }

    /** Whether the customer's time is over. */
    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Whether the wallet was asked so often, in vain, that only a late callback or a person can tell more. */
    boolean isGivenUp() {
        return tries >= TRIES_AFTER_EXPIRY;
    }

    /** Taken by a worker: whoever finds it after the lease knows that the worker did not come back. */
    void claim(String node, Instant now, Duration lease) {
        state = state == State.REQUESTED ? State.ASKING : State.UNKNOWN;
        claimedBy = node;
        nextAt = now.plus(lease);
        changedAt = now;
    }

    /** Nobody can be asked now. */
    void postpone(Instant until) {
        nextAt = until;
    }

    void accepted(String wallets, Instant now) {
        externalId = wallets;
        waitOn(State.ASKED, now);
    }

    void unknown(Instant now) {
        waitOn(State.UNKNOWN, now);
    }

    /** The wallet proved that it never heard of this attempt. */
    void askAnew(Instant now) {
        waitOn(State.REQUESTED, now);
    }

    void paid(String wallets, Instant now) {
        externalId = wallets;
        reason = null;
        close(State.PAID, now);
    }

    void failed(Outcome why, Instant now) {
        reason = why;
        close(State.FAILED, now);
    }

    void expired(Instant now) {
        reason = Outcome.PAYMENT_EXPIRED;
        close(State.EXPIRED, now);
    }

    private void waitOn(State next, Instant now) {
        state = next;
        Duration pause = BACK_OFF[Math.min(tries, BACK_OFF.length - 1)];
        tries++;
        claimedBy = null;
        Instant later = now.plus(pause);
        nextAt = later.isBefore(expiresAt) || now.isAfter(expiresAt) ? later : expiresAt;
        changedAt = now;
    }

    private void close(State end, Instant now) {
        state = end;
        claimedBy = null;
        nextAt = null;
        changedAt = now;
    }
}
