package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.Meter;
import io.tokenline.metering.SavedMeter;
import io.tokenline.metering.Subscribers;
import io.tokenline.payment.Payments;
import io.tokenline.token.MadeToken;
import io.tokenline.token.TokenBean;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the owner of a phone may see of his own: meters, tokens, and how his last purchase stands. */
@ApplicationScoped
@Transactional
public class Purchases {

    /** Meters that are offered. */
    public static final int METERS = 5;

    /** Sales whose tokens can be sent again. */
    public static final int TOKENS = 3;

    /** How often the tokens of one sale are sent again in a day, to its customers and to its buyer by staff each. */
    static final int AGAIN_A_DAY = 3;

    /** In which the same purchase is asked about. */
    static final Duration REPEATED = Duration.ofMinutes(10);

    /** Sales that are looked at for meters and repeats: a phone that sells for others has many. */
    private static final int LOOKED_AT = 50;

    private final SaleStore sales;
    private final Subscribers subscribers;
    private final TokenBean tokens;
    private final Notices notices;
    private final Payments payments;
    private final Audit audit;
    private final Settings settings;
    private final Clock clock;

    @Inject
    Purchases(
            SaleStore sales,
            Subscribers subscribers,
            TokenBean tokens,
            Notices notices,
            Payments payments,
            Audit audit,
            Settings settings,
            Clock clock) {
        this.sales = sales;
        this.subscribers = subscribers;
        this.tokens = tokens;
        this.notices = notices;
        this.payments = payments;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A meter of a phone's owner.
     *
     * @param drn its number
     * @param nickname empty where he gave it none
     * @param lastAmount what he paid for it last; empty where he never did
     */
    public record MyMeter(String drn, String nickname, Optional<Money> lastAmount) {}

    /**
     * A sale as its buyer sees it.
     *
     * @param reference of the sale
     * @param state where it stands
     * @param reason why; OK where the state says it all
     * @param drn of its meter
     * @param units in kWh with one decimal
     * @param at when it was confirmed
     */
    public record MySale(
            String reference, SaleState state, Outcome reason, String drn, Money amount, String units, Instant at) {

        static MySale of(Sale sale) {
            return new MySale(
                    sale.reference(),
                    sale.state(),
                    sale.reason().orElse(Outcome.OK),
                    sale.meter().drn(),
                    sale.amount(),
                    Quote.kilowattHours(sale.unitsTenths()),
                    sale.createdAt());
        }
    }

    /** His meters: those he bought for, last first, then those registered to his phone; five at most. */
    public List<MyMeter> meters(Msisdn msisdn) {
        Map<Long, SavedMeter> saved =
                subscribers.saved(msisdn).stream().collect(Collectors.toMap(SavedMeter::meterId, Function.identity()));
        Map<Long, MyMeter> mine = new LinkedHashMap<>();
        for (Sale sale : sales.of(msisdn, LOOKED_AT)) {
            if (sale.meter().place().hidden()) {
                continue; // whoever it is registered to finds it below, and nobody else
            }
            mine.computeIfAbsent(sale.meter().id(), id -> mine(sale.meter(), saved, Optional.of(sale.typed())));
        }
        for (Meter meter : subscribers.registered(msisdn, METERS)) {
            mine.computeIfAbsent(meter.id(), id -> mine(meter, saved, Optional.empty()));
        }
        saved.values().stream().filter(SavedMeter::hidden).forEach(hidden -> mine.remove(hidden.meterId()));
        return mine.values().stream().limit(METERS).toList();
    }

    private static MyMeter mine(Meter meter, Map<Long, SavedMeter> saved, Optional<Money> lastAmount) {
        SavedMeter known = saved.get(meter.id());
        return new MyMeter(meter.drn(), known == null ? "" : known.nickname(), lastAmount);
    }

    /** The last three sales with a token, of this phone or of a meter registered to it, newest first. */
    public List<MySale> tokens(Msisdn msisdn) {
        return issued(msisdn).map(MySale::of).limit(TOKENS).toList();
    }

    private Stream<Sale> issued(Msisdn msisdn) {
        return Stream.concat(
                        sales.issuedTo(msisdn, TOKENS).stream(),
                        sales.issuedFor(subscribers.registered(msisdn, METERS), TOKENS).stream())
                .distinct()
                .sorted(Comparator.comparingLong(Sale::id).reversed());
    }

    /**
     * Sends the tokens of a sale again, as they stand in the first SMS.
     *
     * @param reference of one of {@link #tokens}; of a stranger's sale as of none
     * @return OK, TOKEN_UNKNOWN, TOO_MANY (three times a day), or VAULT_CLOSED
     */
    public Outcome sendAgain(Asker asker, String reference) {
        Optional<Sale> mine = issued(asker.msisdn())
                .filter(sale -> sale.reference().equals(reference))
                .findFirst()
                .flatMap(sale -> sales.lock(sale.reference()));
        if (mine.isEmpty()) {
            return Outcome.TOKEN_UNKNOWN;
        }
        return send(mine.get(), asker, " again ", AuditEvent.customer(asker.msisdn()));
    }

    /**
     * Sends the tokens of a sale again, to the phone that bought them, for a person who was asked to; his three times a
     * day are not taken from the customer's.
     *
     * @return OK, REQUEST_UNKNOWN where there is no such sale, TOKEN_UNKNOWN where it has no token or
     *     its phone is forgotten, TOO_MANY, or
     *     VAULT_CLOSED
     */
    public Outcome resend(String reference, String person) {
        Optional<Sale> found = sales.lock(reference);
        if (found.isEmpty()) {
            return Outcome.REQUEST_UNKNOWN;
        }
        Sale sale = found.get();
        Asker buyer = new Asker(sale.msisdn(), sale.link(), sale.language());
        boolean forgotten = sale.msisdn().isPseudonym();
        return sale.state() == SaleState.TOKEN_ISSUED && !forgotten
                ? send(sale, buyer, " resent ", person)
                : Outcome.TOKEN_UNKNOWN;
    }

    private Outcome send(Sale sale, Asker to, String series, String actor) {
        try {
            List<MadeToken> made = tokens.tokensOf(sale.reference());
            LocalDate today = LocalDate.ofInstant(clock.instant(), settings.timeZone());
            for (int time = 1; time <= AGAIN_A_DAY; time++) {
                if (notices.tokenAgain(sale, made, sale.reference() + series + today + " " + time, to)) {
                    audit.record(new AuditEvent(actor, "TOKEN_SENT_AGAIN", "sale " + sale.reference(), "time " + time));
                    return Outcome.OK;
                }
            }
            return Outcome.TOO_MANY;
        } catch (VaultException e) {
            return Outcome.VAULT_CLOSED;
        }
    }

    /** His last purchase, whatever became of it. */
    public Optional<MySale> last(Msisdn msisdn) {
        return sales.of(msisdn, 1).stream().map(MySale::of).findFirst();
    }

    /** What he paid last for a meter, among his last purchases. */
    public Optional<Money> lastAmount(Msisdn msisdn, String drn) {
        return sales.of(msisdn, LOOKED_AT).stream()
                .filter(sale -> sale.meter().drn().equals(drn))
                .map(Sale::typed)
                .findFirst();
    }

    /** How a purchase stands, in a sentence. */
    public String described(MySale sale, String language) {
        boolean unanswered = sale.state() == SaleState.PAYMENT_REQUESTED && payments.isUnanswered(sale.reference());
        return notices.described(sale, unanswered, language);
    }

    /** The same purchase of the last ten minutes, where it has come or may still come to a token. */
    public Optional<MySale> repeated(Msisdn msisdn, String drn, Money amount) {
        Instant since = clock.instant().minus(REPEATED);
        return sales.of(msisdn, LOOKED_AT).stream()
                .filter(sale -> sale.createdAt().isAfter(since))
                .filter(sale -> sale.meter().drn().equals(drn) && sale.typed().equals(amount))
                .filter(sale -> sale.state().mayBePaid() || sale.state().isPaid())
                .map(MySale::of)
                .findFirst();
    }
}
