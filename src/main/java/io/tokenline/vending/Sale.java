package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.metering.Meter;
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One purchase, from the customer's confirmation on. Its states and their order are {@link SaleState}'s. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
public class Sale {

    /** After this many, in about five minutes, a person has to know. */
    static final int TOKEN_TRIES = 7;

    /** How long a customer waits in silence. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration FAULT_PAUSE = Duration.ofMillis(2_500);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "sale_seq")
    @SequenceGenerator(name = "sale_seq", allocationSize = 50)
    private long id;

    private String reference = "";

    @Column(name = "request_key")
    private String requestKey = "";

    @Enumerated(EnumType.STRING)
    private Channel channel = Channel.USSD;

    private String link = "";

    @Convert(converter = SealedNumber.class)
    private String msisdn = "";

    private String language = "";

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "meter_id")
    private @Nullable Meter meter;

    private String currency = "";

    @Column(name = "amount_minor")
    private long amountMinor;

    @Column(name = "typed_minor")
    private long typedMinor;

    @Column(name = "received_minor")
    private long receivedMinor;

    private String tariff = "";

    @Column(name = "units_tenths")
    private long unitsTenths;

    private BigDecimal remainder = BigDecimal.ZERO;

    @Embedded
    private Holding holding = new Holding();

    @Enumerated(EnumType.STRING)
    private SaleState state = SaleState.PAYMENT_REQUESTED;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome reason;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    /** How often its token could not be made for a fault of the server. */
    @Column(name = "token_tries")
    private int tokenTries;

    /** When its customer is told that it goes on, if it does not end before. */
    @Column(name = "tell_at")
    private @Nullable Instant tellAt;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    @ElementCollection
    @CollectionTable(name = "sale_line", joinColumns = @JoinColumn(name = "sale_id"))
    @OrderColumn(name = "position")
    private List<SaleLine> lines = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "sale_event", joinColumns = @JoinColumn(name = "sale_id"))
    @OrderColumn(name = "position")
    private List<SaleEvent> events = new ArrayList<>();

    @Transient
    private @Nullable Consumer<SaleState> trail;

    /** For the persistence provider. */
    protected Sale() {}

    Sale(String reference, Request request, Quote quote, Instant now) {
        this.reference = reference;
        this.requestKey = request.key();
        this.channel = request.channel();
        this.link = request.link();
        this.msisdn = request.msisdn().digits();
        this.language = request.language();
        this.meter = quote.meter();
        this.currency = quote.amount().currency().getCurrencyCode();
        this.amountMinor = quote.toPay().minor();
        this.typedMinor = quote.amount().minor();
        this.tariff = quote.tariff();
        this.unitsTenths = quote.breakdown().unitsTenths();
        this.remainder = quote.breakdown().remainder();
        this.holding = new Holding(quote);
        lines.addAll(SaleLine.of(quote, request.language()));
        if (lines.stream().mapToLong(SaleLine::amountMinor).sum() != amountMinor) {
            throw new IllegalArgumentException("the receipt lines do not add up to the amount");
        }
        this.createdAt = now;
        this.changedAt = now;
        this.tellAt = now.plus(SILENCE);
        events.add(new SaleEvent(state, null, now));
    }

    /**
     * Who asks for a sale, and how.
     *
     * @param key the same for every repeat of the same request
     * @param channel USSD or SMS
     * @param link the operator account that answers go back over
     * @param msisdn who pays and gets the token
     * @param language of the messages
     * @param wallet which of several wallets the customer chose; empty for the one that serves his phone
     */
    public record Request(String key, Channel channel, String link, Msisdn msisdn, String language, String wallet) {

        /** Paid by the wallet that serves the phone. */
        public Request(String key, Channel channel, String link, Msisdn msisdn, String language) {
            this(key, channel, link, msisdn, language, "");
        }
    }

    /** What customer and support call this sale. */
    public String reference() {
        return reference;
    }

    /** Where it stands. */
    public SaleState state() {
        return state;
    }

    /** What it costs. */
    public Money amount() {
        return new Money(amountMinor, Currency.getInstance(currency));
    }

    /** What the customer typed; a channel's fee may come on top of it. */
    Money typed() {
        return new Money(typedMinor == 0 ? amountMinor : typedMinor, Currency.getInstance(currency));
    }

    /** What came in. */
    Money received() {
        return new Money(receivedMinor, Currency.getInstance(currency));
    }

    Msisdn msisdn() {
        return new Msisdn(msisdn);
    }

    String link() {
        return link;
    }

    String language() {
        return language;
    }

    long id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Why it stands where it stands; empty where that says it all. */
    Optional<Outcome> reason() {
        return Optional.ofNullable(reason);
    }

    long unitsTenths() {
        return unitsTenths;
    }

    /** Name and version, as the quote froze them. */
    String tariff() {
        return tariff;
    }

    /** What rounding the units left over, in the currency's main unit. */
    BigDecimal remainder() {
        return remainder;
    }

    /** What it takes of its meter's month and debts. */
    Holding holding() {
        return holding;
    }

    /** The same for every repeat of the request that it came from. */
    String requestKey() {
        return requestKey;
    }

    Channel channel() {
        return channel;
    }

    List<SaleEvent> events() {
        return List.copyOf(events);
    }

    List<SaleLine> lines() {
        return List.copyOf(lines);
    }

    Meter meter() {
        return java.util.Objects.requireNonNull(meter);
    }

    /** Whether a quote gives the same for the same. */
    boolean wasPromised(Quote quote) {
        return quote.toPay().equals(amount())
                && quote.breakdown().unitsTenths() == unitsTenths
                && SaleLine.same(lines, SaleLine.of(quote, language));
    }

    /** The money is here. */
    void paid(Money money, Instant now) {
        receivedMinor = money.minor();
        move(SaleState.PAID, null, now);
    }

    /** The money is held for us. */
    void held(Money money, Instant now) {
        receivedMinor = money.minor();
        move(SaleState.HELD, null, now);
    }

    /** What was held is let go: there is no token. */
    void released(Outcome why, Instant now) {
        receivedMinor = 0;
        dueAt = null;
        move(SaleState.PAYMENT_FAILED, why, now);
    }

    /** No money came, as far as the wallet knows. */
    void unpaid(Outcome why, Instant now) {
        SaleState next = switch (why) {
            case PAYMENT_CANCELLED -> SaleState.CANCELLED;
            case PAYMENT_EXPIRED -> SaleState.PAYMENT_EXPIRED;
            case PAYMENT_UNKNOWN -> SaleState.PAYMENT_UNKNOWN;
            default -> SaleState.PAYMENT_FAILED;
        };
        move(next, why, now);
    }

    /** The token is made. */
    void issued(Instant now) {
        dueAt = null;
        move(SaleState.TOKEN_ISSUED, null, now);
    }

    /** The token has to wait; why is said where the sale is looked at. */
    void waitUntil(Outcome why, Instant until) {
        dueAt = until;
        reason = why;
    }

    /**
     * Its token could not be made for a fault of ours.
     *
     * @return whether it is tried again, later each time
     */
    boolean tokenFailed(Instant now) {
        tokenTries++;
        waitUntil(Outcome.INTERNAL_ERROR, now.plus(FAULT_PAUSE.multipliedBy(1L << Math.min(tokenTries, TOKEN_TRIES))));
        return tokenTries < TOKEN_TRIES;
    }

    /** Whether its money is held, and has been for so long. */
    boolean isHeldLongerThan(Duration time, Instant now) {
        return state == SaleState.HELD && changedAt.plus(time).isBefore(now);
    }

    /** Whether its customer has waited in silence for so long that he has to hear something. */
    boolean isSilent(Instant now) {
        return tellAt != null && !tellAt.isAfter(now);
    }

    /** He has heard. */
    void told() {
        tellAt = null;
    }

    /** Whether its token is to be tried now. */
    boolean isDue(Instant now) {
        return state.waitsForToken() && dueAt != null && !dueAt.isAfter(now);
    }

    /** A person has to decide; whatever came in is kept. */
    void review(Outcome why, Money money, Instant now) {
        receivedMinor = money.minor();
        dueAt = null;
        move(SaleState.MANUAL_REVIEW, why, now);
    }

    /** Whether a person has had to look at it. */
    boolean wasReviewed() {
        return events.stream().anyMatch(event -> event.state() == SaleState.MANUAL_REVIEW);
    }

    /** Whether its price is here and buys its token, were the cause gone for which that was not made. */
    boolean mayTryAgain() {
        return state == SaleState.MANUAL_REVIEW
                && receivedMinor == amountMinor
                && reason != Outcome.QUOTE_CHANGED
                && reason != Outcome.PAYMENT_AMOUNT_MISMATCH;
    }

    /** A person wants its token to be tried again, at once. */
    void tryAgain(Instant now) {
        move(SaleState.PAID, null, now);
        dueAt = now;
        tokenTries = 0;
    }

    /** Its money goes back, or is about to, or does not. */
    void returning(SaleState next, Instant now) {
        if (state != next) {
            move(next, reason, now);
        }
    }

    /** Lets it change: whoever is named here is told, of each change, the state before. */
    void follow(Consumer<SaleState> book) {
        trail = book;
    }

    private void move(SaleState next, @Nullable Outcome why, Instant now) {
        if (trail == null) {
            throw new IllegalStateException(
                    "sale " + reference + " is not held, so that nobody writes its change down");
        }
        SaleState before = state;
        if (!state.next().contains(next)) {
            throw new IllegalStateException("sale " + reference + " cannot go from " + state + " to " + next);
        }
        state = next;
        reason = why;
        changedAt = now;
        tellAt = next.waitsForToken() && before != SaleState.MANUAL_REVIEW ? now.plus(SILENCE) : null;
        events.add(new SaleEvent(next, why, now));
        trail.accept(before);
    }
}
