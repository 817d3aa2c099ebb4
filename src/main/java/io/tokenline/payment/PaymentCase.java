package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.TwoPersons;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Money, or news of it, that the server cannot place: a person looks after it until it is closed. */
@Entity
@Table(name = "payment_case")
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
public class PaymentCase {

    /** What is the matter. */
    public enum Kind {
        /** A sale was paid a second time: give the money back. */
        DUPLICATE_PAYMENT,
        /** Another amount was paid than was asked: give it back. */
        AMOUNT_CONFLICT,
        /** Paid after the customer's time, for a price that is another one by now: it goes back. */
        LATE_PAYMENT,
        /** The wallet gave one receipt number to two payments: find out which is real. */
        RECEIPT_REUSED,
        /** A callback that belongs to no payment of ours. */
        ORPHAN_CALLBACK,
        /** The wallet does not say whether it took the money: look at its books. */
        OUTCOME_UNKNOWN,
        /** A callback said paid, and the wallet, when asked, did not: look at its books. */
        UNCONFIRMED,
        /** The token is out and what was held cannot be taken. */
        CAPTURE_FAILED,
        /** What was held for a sale without a token cannot be let go. */
        RELEASE_FAILED,
        /** Money for an account that cannot be sold for: give it back or allocate it. */
        SUSPENSE,
        /** The wallet does not give money back, or not for sure. */
        REFUND_FAILED,
        /** The wallet gave back what it was thought to have kept, perhaps beside something else: look at its books. */
        REFUND_AFTER_ALL,
        /** A sale is paid and its token cannot be made: mend the cause and have it tried again, or give the money back. */
        TOKEN_REFUSED;

        /** Whether it is about money that a wallet took and that buys no token. */
        boolean isMoney() {
            return this == DUPLICATE_PAYMENT
                    || this == AMOUNT_CONFLICT
                    || this == LATE_PAYMENT
                    || this == REFUND_FAILED
                    || this == TOKEN_REFUSED;
        }

        /** Whether nobody but two persons can say where the money is. */
        boolean takesTwo() {
            return this == SUSPENSE || this == RECEIPT_REUSED || this == REFUND_AFTER_ALL || isUnknown() || isHold();
        }

        /** Whether it is about money that is held and that the wallet neither takes nor lets go. */
        boolean isHold() {
            return this == CAPTURE_FAILED || this == RELEASE_FAILED;
        }

        /** Whether it is about a payment of which nobody knows whether it was made. */
        boolean isUnknown() {
            return this == OUTCOME_UNKNOWN || this == UNCONFIRMED;
        }
    }

    /** What somebody wrote down about it. */
    @Embeddable
    public record Note(String author, @Column(name = "note") String text, Instant at) {}

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "payment_case_seq")
    @SequenceGenerator(name = "payment_case_seq", allocationSize = 50)
    private long id;

    @Column(name = "case_key")
    private String caseKey = "";

    @Enumerated(EnumType.STRING)
    private Kind kind = Kind.ORPHAN_CALLBACK;

    private String provider = "";

    @Column(name = "sale_reference")
    private @Nullable String saleReference;

    @Column(name = "attempt_id")
    private @Nullable String attemptId;

    @Column(name = "callback_id")
    private @Nullable Long callbackId;

    private @Nullable String currency;

    @Column(name = "amount_minor")
    private @Nullable Long amountMinor;

    private String detail = "";

    @Column(name = "opened_at")
    private Instant openedAt = Instant.EPOCH;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @Column(name = "closed_by")
    private @Nullable String closedBy;

    private @Nullable String resolution;

    /** Who looks after it. */
    private @Nullable String owner;

    /** Who wants it closed, where that takes two; nothing where nobody does. */
    @Embedded
    private @Nullable TwoPersons closing;

    @ElementCollection
    @CollectionTable(name = "payment_case_note", joinColumns = @JoinColumn(name = "case_id"))
    @OrderColumn(name = "position")
    private List<Note> notes = new ArrayList<>();

    /** For the persistence provider. */
    protected PaymentCase() {}

    PaymentCase(Kind kind, String key, String provider, String detail, Instant now) {
        this.kind = kind;
        this.caseKey = key;
        this.provider = provider;
        this.detail = detail;
        this.openedAt = now;
    }

    PaymentCase of(PaymentAttempt attempt) {
        attemptId = attempt.id();
        saleReference = attempt.saleReference();
        return over(attempt.request().amount());
    }

    /** About a sale whose payment may not be written down yet. */
    PaymentCase of(String sale) {
        saleReference = sale;
        return this;
    }

    /** The payment of its sale is known now. */
    void paidBy(PaymentAttempt attempt) {
        attemptId = attempt.id();
        provider = attempt.provider();
    }

    PaymentCase of(PaymentCallback callback) {
        callbackId = callback.id();
        return this;
    }

    PaymentCase over(Money amount) {
        currency = amount.currency().getCurrencyCode();
        amountMinor = amount.minor();
        return this;
    }

    String key() {
        return caseKey;
    }

    /** Its cause has come back. */
    void reopen(String what, Instant now) {
        detail = what;
        openedAt = now;
        closedAt = null;
        closedBy = null;
        resolution = null;
        closing = null;
    }

    /** The row's number, in the order of opening. */
    public long id() {
        return id;
    }

    /** What is the matter. */
    public Kind kind() {
        return kind;
    }

    /** Which wallet. */
    public String provider() {
        return provider;
    }

    /** The sale, where there is one. */
    public Optional<String> saleReference() {
        return Optional.ofNullable(saleReference);
    }

    /** The callback that it is about, if it is about one. */
    Optional<Long> callbackId() {
        return Optional.ofNullable(callbackId);
    }

    /** The attempt, where there is one. */
    public Optional<String> attemptId() {
        return Optional.ofNullable(attemptId);
    }

    /** The money, where it is known. */
    public Optional<Money> amount() {
        return amountMinor == null || currency == null
                ? Optional.empty()
                : Optional.of(new Money(amountMinor, Currency.getInstance(currency)));
    }

    /** What else is known; no phone number. */
    public String detail() {
        return detail;
    }

    /** Since when. */
    public Instant openedAt() {
        return openedAt;
    }

    /** Whether nobody has closed it. */
    public boolean isOpen() {
        return closedAt == null;
    }

    /** Who closed it, where somebody did. */
    public Optional<String> closedBy() {
        return Optional.ofNullable(closedBy);
    }

    /** What was done, where it is closed. */
    public Optional<String> resolution() {
        return Optional.ofNullable(resolution);
    }

    /** Who wants it closed, and waits for a second person; empty where nobody does, or it is closed. */
    public Optional<String> closingBy() {
        return closing == null || !isOpen() ? Optional.empty() : Optional.of(closing.proposedBy());
    }

    /** Who looks after it, where somebody does. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** What was written down about it, oldest first. */
    public List<Note> notes() {
        return List.copyOf(notes);
    }

    void own(String person) {
        owner = person;
    }

    void note(String author, String text, Instant now) {
        notes.add(new Note(author, text, now));
    }

    /**
     * What one of two persons has found.
     *
     * @return OK where he is the second, SAME_PERSON where he is the first once more, empty where he is the first
     */
    Optional<Outcome> agree(String person, Instant now) {
        if (closing == null) {
            closing = new TwoPersons(person, now);
            return Optional.empty();
        }
        Outcome outcome = closing.mayDecide(person);
        if (outcome == Outcome.OK) {
            closing.decide(person, now);
        }
        return Optional.of(outcome);
    }

    void close(String person, String how, Instant now) {
        closedBy = person;
        resolution = how;
        closedAt = now;
    }
}
