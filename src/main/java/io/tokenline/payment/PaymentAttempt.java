package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
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
    private static final int TRIES_BEFORE_ALARM = 4;

    @Id
    private String id = "";

    @Column(name = "sale_reference")
    private String saleReference = "";

    private String provider = "";

    @Convert(converter = SealedNumber.class)
    private String msisdn = "";

    private String currency = "";

    @Column(name = "amount_minor")
    private long amountMinor;

    @Enumerated(EnumType.STRING)
    private AttemptState state = AttemptState.REQUESTED;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome reason;

    @Column(name = "external_id")
    private @Nullable String externalId;

    private @Nullable String receipt;

    @Column(name = "received_minor")
    private @Nullable Long receivedMinor;

    @Column(name = "paid_at")
    private @Nullable Instant paidAt;

    /** Which time it is that the sale's customer is asked. */
    private int push = 1;

    /** The wallet said no once, and is believed the second time only. */
    private boolean doubted;

    /** What a callback said was paid, while the wallet is asked whether that is so. */
    @Column(name = "told_minor")
    private @Nullable Long toldMinor;

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

    PaymentAttempt(
            String saleReference,
            String provider,
            Msisdn payer,
            Money amount,
            Instant now,
            Duration delay,
            Duration wait) {
        this.id = UUID.randomUUID().toString();
        this.saleReference = saleReference;
        this.provider = provider;
        this.msisdn = payer.digits();
        this.currency = amount.currency().getCurrencyCode();
        this.amountMinor = amount.minor();
        this.createdAt = now;
        this.changedAt = now;
        this.nextAt = now.plus(delay);
        this.expiresAt = now.plus(delay).plus(wait);
    }

    /** The same asked anew, for a sale whose customer could not be asked the last time. */
    PaymentAttempt anew(Instant now, Duration pause, Duration wait) {
        PaymentAttempt next = new PaymentAttempt(
                saleReference, provider, new Msisdn(msisdn), request().amount(), now, pause, wait);
        next.push = push + 1;
        return next;
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
    public AttemptState state() {
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
                id, saleReference, new Msisdn(msisdn), money(amountMinor), externalId == null ? "" : externalId);
    }

    private Money money(long minor) {
        return new Money(minor, Currency.getInstance(currency));
    }

    /** The wallet's number of the payment; empty where it gave none. */
    String receipt() {
        return receipt == null ? "" : receipt;
    }

    int push() {
        return push;
    }

    /** What a callback said was paid, while that is being confirmed. */
    Optional<Money> told() {
        return Optional.ofNullable(toldMinor).map(this::money);
    }

    /** What was paid, of our currency; empty where nothing was. */
    Optional<Money> received() {
        return Optional.ofNullable(receivedMinor).map(this::money);
    }

    boolean isDoubted() {
        return doubted;
    }

    /** Whether a person has to hear that it does not come to an end. */
    boolean isAlarming() {
        return tries >= TRIES_BEFORE_ALARM;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Whether the wallet was asked so often, in vain, that only a late callback or a person can tell more. */
    boolean isGivenUp() {
        return tries >= TRIES_AFTER_EXPIRY;
    }

    /** Taken by a worker: whoever finds it after the lease knows that the worker did not come back. */
    void claim(Payments.Lease lease, Instant now) {
        state = switch (state) {
            case REQUESTED -> AttemptState.ASKING;
            case CAPTURING, RELEASING, EXPIRED, FAILED -> state;
            default -> AttemptState.UNKNOWN;
        };
        claimedBy = lease.node();
        nextAt = lease.until();
        changedAt = now;
    }

    /** Whether the wallet was asked, has not said, and is to be asked again. */
    boolean isUnanswered(Instant now) {
        return state == AttemptState.UNKNOWN && claimedBy == null && nextAt != null && nextAt.isAfter(now);
    }

    /** Whether it is still this worker's. */
    boolean isOf(Payments.Lease lease) {
        return lease.node().equals(claimedBy) && lease.until().equals(nextAt);
    }

    /** The wallet's reference, told by whomever. */
    void learn(String wallets) {
        externalId = externalId == null && !wallets.isEmpty() ? wallets : externalId;
    }

    /** Nobody can be asked now. */
    void postpone(Instant until) {
        nextAt = until;
    }

    /** Nobody is asked any more until the customer's time is over. */
    void postponeToItsEnd() {
        claimedBy = null;
        nextAt = expiresAt;
    }

    /** Whether its request went out so often again, not counting the first time. */
    boolean isResentOften(int most) {
        return tries > most;
    }

    void accepted(String wallets, Instant now) {
        externalId = wallets;
        waitOn(AttemptState.ASKED, now);
    }

    void unknown(Instant now) {
        waitOn(AttemptState.UNKNOWN, now);
    }

    /** The wallet proved that it never heard of this attempt. */
    void askAnew(Instant now) {
        waitOn(AttemptState.REQUESTED, now);
    }

    /** A callback says that it is paid; the wallet is asked. */
    void told(Money received, String number, Instant now) {
        toldMinor = received.minor();
        receipt = number.isEmpty() ? null : number;
        ask(now);
    }

    /** The wallet said no, and is asked once more before it is believed. */
    void doubt(Instant again, Instant now) {
        waitOn(AttemptState.UNKNOWN, now);
        doubted = true;
        nextAt = again;
    }

    /** A callback says that there is news; the wallet is asked. */
    void ask(Instant now) {
        state = AttemptState.UNKNOWN;
        tries = 0;
        claimedBy = null;
        nextAt = now;
        changedAt = now;
    }

    /** The wallet's number of a payment that it gave none for at first. */
    void numbered(String number) {
        receipt = number;
    }

    /** Money of another currency is no cent of ours, whatever its number. */
    void paid(String wallets, String number, Money received, Instant now) {
        if (!wallets.isEmpty()) {
            externalId = wallets;
        }
        receivedMinor = received.currency().getCurrencyCode().equals(currency) ? received.minor() : 0;
        paidAt = now;
        if (!number.isEmpty()) {
            receipt = number;
        }
        reason = null;
        close(AttemptState.PAID, now);
    }

    void held(String wallets, Instant now) {
        externalId = wallets;
        reason = null;
        close(AttemptState.HELD, now);
    }

    /** What is held is to be taken or let go, at once and until that succeeds. */
    void settle(AttemptState next, Instant now) {
        state = next;
        tries = 0;
        nextAt = now;
        changedAt = now;
    }

    /** It did not succeed; it is tried again, ever more rarely. */
    void tryAgain(Instant now) {
        tries++;
        claimedBy = null;
        nextAt = now.plus(Pauses.settling(tries));
        changedAt = now;
    }

    void released(Instant now) {
        close(AttemptState.RELEASED, now);
    }

    void failed(Outcome why, Instant now) {
        reason = why;
        close(AttemptState.FAILED, now);
    }

    /** The wallet, which has said that it took nothing, is asked once more. */
    void lookAfter(Instant now) {
        tries = 0;
        nextAt = Pauses.late(0).map(now::plus).orElse(null);
    }

    /** Whether the wallet is still asked about it. */
    boolean isLookedAfter() {
        return nextAt != null;
    }

    /** Whether the customer's time was over once, whatever was heard since. */
    boolean wasGivenUp() {
        return reason != null;
    }

    /**
     * The customer's time is over.
     *
     * @param why PAYMENT_EXPIRED, or PAYMENT_UNKNOWN where the wallet has not said that it took nothing
     */
    void expired(Outcome why, Instant now) {
        reason = why;
        close(AttemptState.EXPIRED, now);
        lookAfter(now);
    }

    /** The wallet, asked after the customer's time, has not said; whether it is asked once more. */
    boolean askLater(boolean doubtful, Instant now) {
        doubted |= doubtful;
        tries++;
        claimedBy = null;
        nextAt = Pauses.late(tries).map(now::plus).orElse(null);
        return nextAt != null;
    }

    /** The wallet says, after the customer's time, that it took nothing. */
    void refusedLate(Outcome why) {
        reason = why;
        leave();
    }

    /** The customer's time is over, and the wallet is not asked any more. */
    void leave() {
        claimedBy = null;
        nextAt = null;
    }

    private void waitOn(AttemptState next, Instant now) {
        state = next;
        tries++;
        claimedBy = null;
        Instant later = now.plus(Pauses.asking(tries));
        nextAt = later.isBefore(expiresAt) || now.isAfter(expiresAt) ? later : expiresAt;
        changedAt = now;
    }

    private void close(AttemptState end, Instant now) {
        state = end;
        claimedBy = null;
        nextAt = null;
        changedAt = now;
    }
}
