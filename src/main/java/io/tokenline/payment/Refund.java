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
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money that goes back to a customer. The wallet is asked under one reference, and what it does not answer is asked about. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
public class Refund {

    /** Where a refund stands. */
    public enum State {
        /** It waits for its second person. */
        PROPOSED,
        /** The second person said no. */
        REJECTED,
        /** To be asked for. */
        REQUESTED,
        /** Being asked for now. */
        ASKING,
        /** The wallet took the request and will tell. */
        ASKED,
        /** Nobody knows: the wallet is asked about it, in the end a person looks at its books. */
        UNKNOWN,
        /** The customer has his money again. */
        REFUNDED,
        /** The wallet said no. */
        REFUSED
    }

    /** A step of it. */
    @Embeddable
    public record Event(@Enumerated(EnumType.STRING) State state, String note, Instant at) {}

    private static final int TRIES_MAX = 10;

    @Id
    private String id = "";

    @Column(name = "attempt_id")
    private String attemptId = "";

    /** The attempt, while no other refund of it may be begun; unique, so that no payment goes back twice. */
    @Column(name = "open_key")
    private @Nullable String openKey;

    private boolean extra;

    @Column(name = "by_hand")
    private boolean byHand;

    @Column(name = "sale_reference")
    private String saleReference = "";

    private String provider = "";
    private String currency = "";

    @Column(name = "amount_minor")
    private long amountMinor;

    private String reason = "";

    @Enumerated(EnumType.STRING)
    private State state = State.PROPOSED;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome refusal;

    @Column(name = "external_id")
    private @Nullable String externalId;

    private int tries;

    @Column(name = "next_at")
    private @Nullable Instant nextAt;

    @Embedded
    private TwoPersons persons = new TwoPersons("system", Instant.EPOCH);

    @Column(name = "vouched_by")
    private @Nullable String vouchedBy;

    private @Nullable Boolean vouched;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    @ElementCollection
    @CollectionTable(name = "refund_event", joinColumns = @JoinColumn(name = "refund_id"))
    @OrderColumn(name = "position")
    private List<Event> events = new ArrayList<>();

    /** For the persistence provider. */
    protected Refund() {}

    Refund(PaymentAttempt attempt, RefundWish wish, Instant now) {
        Money amount = attempt.received()
                .filter(money -> money.minor() > 0)
                .orElse(attempt.request().amount());
        this.id = UUID.randomUUID().toString();
        this.attemptId = attempt.id();
        this.openKey = attempt.id();
        this.saleReference = attempt.saleReference();
        this.provider = attempt.provider();
        this.currency = amount.currency().getCurrencyCode();
        this.amountMinor = amount.minor();
        this.reason = wish.reason();
        this.extra = wish.extra();
        this.byHand = wish.byHand();
        this.persons = new TwoPersons(wish.person(), now);
        this.createdAt = now;
        this.changedAt = now;
        events.add(new Event(state, wish.person(), now));
    }

    /** Our reference at the wallet. */
    public String id() {
        return id;
    }

    /** The payment that is given back. */
    public String attemptId() {
        return attemptId;
    }

    /** Whether it came twice, and is not the sale's own money. */
    boolean isExtra() {
        return extra;
    }

    /** Whether no wallet is asked. */
    public boolean isByHand() {
        return byHand;
    }

    /** Its sale. */
    public String saleReference() {
        return saleReference;
    }

    /** Which wallet. */
    public String provider() {
        return provider;
    }

    /** How much. */
    public Money amount() {
        return new Money(amountMinor, Currency.getInstance(currency));
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Why the wallet said no, where it did. */
    public Optional<Outcome> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Who proposed and who decided. */
    public TwoPersons persons() {
        return persons;
    }

    /** Since when. */
    public Instant createdAt() {
        return createdAt;
    }

    /** What it has been through. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    Wallet.Return wanted(PaymentAttempt of) {
        Wallet.Request paid = of.request();
        return new Wallet.Return(
                id,
                paid.id(),
                of.receipt(),
                paid.externalId(),
                externalId == null ? "" : externalId,
                paid.payer(),
                amount());
    }

    void request(String note, Instant now) {
        wait(State.REQUESTED, note, now, now);
    }

    /** A person makes the server's proposal his own; another one has to decide. */
    void adopt(String person, Instant now) {
        persons = new TwoPersons(person, now);
        end(State.PROPOSED, person, now);
    }

    void reject(String person, Instant now) {
        persons.decide(person, now);
        withdraw(person, now);
    }

    /**
     * Taken by a worker; found again after the lease, nobody knows whether the wallet was asked. What a person found in the
     * wallet's books before it is sent says nothing about what is sent now.
     */
    void claim(Instant until, Instant now) {
        if (state == State.REQUESTED) {
            vouchedBy = null;
            vouched = null;
        }
        State next = switch (state) {
            case REQUESTED -> State.ASKING;
            case ASKED -> State.ASKED;
            default -> State.UNKNOWN;
        };
        wait(next, "the wallet is asked", until, now);
    }

    /** Whether it is still the worker's who holds it until then. */
    boolean isHeldUntil(Instant until) {
        return until.equals(nextAt);
    }

    /** The wallet's reference, told by whomever. */
    void learn(String wallets) {
        if (externalId == null && !wallets.isEmpty()) {
            externalId = wallets;
        }
    }

    /** The wallet surely does not have it: it is sent again, a few times. */
    boolean again(String why, Instant now) {
        tries++;
        wait(State.REQUESTED, why, now.plus(Pauses.returning(tries)), now);
        return tries < TRIES_MAX;
    }

    /** The wallet has it and will tell; one that says so again and again is not believed for ever. */
    boolean asked(String wallets, Duration patience, Instant now) {
        if (!wallets.isEmpty()) {
            externalId = wallets;
        }
        Duration pause = tries == 0 ? patience : Pauses.returning(tries);
        tries++;
        wait(State.ASKED, "the wallet will tell", now.plus(pause), now);
        return tries < TRIES_MAX;
    }

    /** Nobody knows; the wallet is asked, a few times. */
    boolean unknown(String why, Instant now) {
        tries++;
        wait(State.UNKNOWN, why, now.plus(Pauses.returning(tries)), now);
        return tries < TRIES_MAX;
    }

    /** Only its news or two persons tell more. */
    void lost(String why, Instant now) {
        end(State.UNKNOWN, why, now);
    }

    /**
     * What a person found in the wallet's books.
     *
     * @return whether another one found the same before him
     */
    boolean vouch(String person, boolean gone) {
        boolean agreed = vouchedBy != null
                && !vouchedBy.equalsIgnoreCase(person)
                && vouched != null
                && vouched.booleanValue() == gone;
        vouchedBy = person;
        vouched = gone;
        return agreed;
    }

    void refunded(String note, Instant now) {
        end(State.REFUNDED, note, now);
    }

    void refused(Outcome why, Instant now) {
        refusal = why;
        openKey = null;
        end(State.REFUSED, why.name(), now);
    }

    /** It is not needed any more, whoever wanted it. */
    void withdraw(String why, Instant now) {
        openKey = null;
        end(State.REJECTED, why, now);
    }

    /** It was made after all: nothing else gives this money back any more. */
    void afterAll() {
        openKey = attemptId;
        refusal = null;
    }

    /** Whether no wallet and no person has been told to give it back, or the wallet surely does not have it. */
    boolean isUnsent() {
        return state == State.PROPOSED || state == State.REQUESTED;
    }

    /** Whether the customer has his money again from the wallet. */
    boolean isByWallet() {
        return state == State.REFUNDED && !byHand;
    }

    boolean isOver() {
        return state == State.REFUNDED || state == State.REFUSED || state == State.REJECTED;
    }

    private void wait(State next, String note, Instant until, Instant now) {
        end(next, note, now);
        nextAt = until;
    }

    private void end(State last, String note, Instant now) {
        state = last;
        nextAt = null;
        changedAt = now;
        events.add(new Event(last, note, now));
    }
}
