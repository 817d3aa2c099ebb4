package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.Meter;
import io.tokenline.payment.PaymentListener;
import io.tokenline.payment.Payments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sells: quotes, confirms, takes note of the money, has the token made. The only place where a sale changes state. */
@ApplicationScoped
@Transactional
public class Vending implements PaymentListener {

    private static final Logger LOG = LoggerFactory.getLogger(Vending.class);

    private final SaleStore store;
    private final Quotes quotes;
    private final Reservations reservations;
    private final Payments payments;
    private final Issuing issuing;
    private final Notices notices;
    private final Announcements announcements;
    private final Settings settings;
    private final Clock clock;
    private final References references;
    private volatile Runnable wake = () -> {};

    @Inject
    Vending(
            SaleStore store,
            Quotes quotes,
            Reservations reservations,
            Payments payments,
            Issuing issuing,
            Notices notices,
            Announcements announcements,
            Settings settings,
            Clock clock,
            References references) {
        this.store = store;
        this.quotes = quotes;
        this.reservations = reservations;
        this.payments = payments;
        this.issuing = issuing;
        this.notices = notices;
        this.announcements = announcements;
        this.settings = settings;
        this.clock = clock;
        this.references = references;
    }

    /** Sales counted from the tables. */
    public record Counts(long paid, long issued, long openCases) {}

    /** Who is told that a payment is to be asked for. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void onPayment(Runnable waker) {
        wake = waker;
    }

    /**
     * What an amount buys; nothing is written.
     *
     * @param amount in the currency's main unit; at most as many decimals as the currency has
     */
    public Quote.Result quote(Meter meter, Msisdn payer, BigDecimal amount) {
        return quote(meter, payer, amount, "");
    }

    /** The same where the customer chose one of several wallets. */
    public Quote.Result quote(Meter meter, Msisdn payer, BigDecimal amount, String wallet) {
        return quotes.of(meter, amount, money -> payments.judge(payer, money, wallet));
    }

    /** The wallets that a phone's owner could choose from; no query. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Payments.Choice> wallets(Msisdn payer) {
        return payments.choices(payer);
    }

    /** What an amount buys, whoever takes the money; nothing is written. */
    Quote.Result quote(Meter meter, BigDecimal amount) {
        return quotes.of(meter, amount, money -> Outcome.OK);
    }

    /**
     * Sells what was quoted: one commit writes the sale and its payment attempt, and takes from the meter's month and debts
     * what the quote takes. A second confirmation of the same request gives the first one's sale. Where the meter stands
     * otherwise by now, so that the same money would buy or pay something else, nothing is sold.
     */
    public Confirmation confirm(Sale.Request request, Quote quote) {
        Optional<Sale> before = store.byRequestKey(request.key());
        if (before.isPresent()) {
            return new Confirmation.Sold(before.get());
        }
        if (announcements.maintenance().isPresent()) {
            return refused(Outcome.MAINTENANCE);
        }
        Outcome wallet = payments.judge(request.msisdn(), quote.toPay(), request.wallet());
        if (wallet != Outcome.OK) {
            return refused(wallet);
        }
        Quote.Result result = quotes.again(quote, reservations.hold(quote));
        if (result instanceof Quote.Result.Refused refused) {
            return new Confirmation.Refused(refused.outcome(), refused.minimum());
        }
        Quote now = ((Quote.Result.Quoted) result).quote();
        if (!now.account().equals(quote.account())) {
            before = store.byRequestKey(request.key()); // whoever held the month before may have been this request
            if (before.isPresent()) {
                return new Confirmation.Sold(before.get());
            }
        }
        return now.price().equals(quote.price()) ? sell(request, now) : new Confirmation.Changed(now);
    }

    private Confirmation sell(Sale.Request request, Quote quote) {
        Sale sale = new Sale(references.next(), request, quote, clock.instant());
        if (!payments.begin(sale.reference(), request.msisdn(), sale.amount(), request.wallet(), wake)) {
            return refused(Outcome.WALLET_UNAVAILABLE);
        }
        reservations.take(quote, sale.holding());
        store.add(sale, AuditEvent.customer(request.msisdn()));
        if (request.channel() == Channel.SMS) {
            notices.requested(sale);
        }
        LOG.info("TKL-4001 sale {}: {} over {}, {}", sale.reference(), sale.state(), request.link(), sale.amount());
        return new Confirmation.Sold(sale);
    }

    private Confirmation refused(Outcome outcome) {
        return new Confirmation.Refused(outcome, new Money(0, settings.currency()));
    }

    /**
     * Sells what is paid for already: one commit writes the sale, the money and the token. Nobody has seen the quote, so it
     * is the price of this moment that counts; empty where the money buys nothing or is not the price.
     */
    Optional<Sale> sellPaid(Sale.Request request, Quote quote) {
        YearMonth month = reservations.hold(quote);
        if (!(quotes.again(quote, month) instanceof Quote.Result.Quoted now)
                || !now.quote().toPay().equals(quote.toPay())) {
            return Optional.empty();
        }
        Sale sale = new Sale(references.next(), request, now.quote(), clock.instant());
        reservations.take(now.quote(), sale.holding());
        store.add(sale, AuditEvent.SYSTEM);
        LOG.info("TKL-4001 sale {}: paid unasked, {}", sale.reference(), sale.amount());
        sale.paid(sale.amount(), clock.instant());
        issuing.issueWithProof(sale);
        return Optional.of(sale);
    }

    /** Whether a request with this key has become a sale. */
    public boolean hasSold(String requestKey) {
        return store.byRequestKey(requestKey).isPresent();
    }

    @Override
    public Taken paid(String saleReference, Money received) {
        Sale sale = locked(saleReference);
        if (!sale.state().takesMoney()) {
            LOG.error("TKL-4002 sale {}: paid a second time, {}; a case says so", saleReference, received);
            return Taken.TWICE;
        }
        if (!received.equals(sale.amount())) {
            issuing.review(sale, Outcome.PAYMENT_AMOUNT_MISMATCH, received);
            return Taken.OTHER_AMOUNT;
        }
        if (!stillBuys(sale)) {
            issuing.review(sale, Outcome.QUOTE_CHANGED, received);
            return Taken.TOO_LATE;
        }
        reservations.takeAgain(sale);
        sale.paid(received, clock.instant());
        issuing.issueWithProof(sale);
        return Taken.SOLD;
    }

    /** Money that comes in time buys what was promised; late money too, where the price is still that one. */
    private boolean stillBuys(Sale sale) {
        if (sale.state() == SaleState.PAYMENT_UNKNOWN) {
            return sale.meter().maybeSold(); // its price is promised still, but a meter may have gone in a day
        }
        if (!sale.state().isLate() || sale.holding().month().isEmpty()) {
            return true;
        }
        return sale.meter().maybeSold() && quotes.stillHolds(sale, reservations.hold(sale));
    }

    @Override
    public Hold held(String saleReference, Money held) {
        Sale sale = locked(saleReference);
        boolean wanted = sale.state().takesMoney() && held.equals(sale.amount());
        if (!wanted || !stillBuys(sale)) {
            LOG.error("TKL-4031 sale {}: {} held that it does not want, let go", saleReference, held);
            if (wanted) {
                notices.released(sale);
            }
            unpaid(saleReference, Outcome.PAYMENT_AMOUNT_MISMATCH);
            return Hold.RELEASE;
        }
        reservations.takeAgain(sale);
        sale.held(held, clock.instant());
        issuing.issueWithProof(sale);
        return sale.state().hold();
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean mayGiveBack(String saleReference) {
        return store.byReference(saleReference)
                .filter(sale -> sale.state().mayGiveBack())
                .isPresent();
    }

    @Override
    public void returning(String saleReference, Returning step) {
        locked(saleReference).returning(SaleState.of(step), clock.instant());
    }

    @Override
    public void refunded(String saleReference, String refundId, Money returned, boolean own) {
        Sale sale = locked(saleReference);
        if (own) {
            reservations.giveBack(sale);
            sale.returning(SaleState.REFUNDED, clock.instant());
            LOG.info("TKL-4032 sale {}: {}", saleReference, sale.state());
        }
        notices.refunded(sale, refundId, returned, own);
    }

    /** Sales whose money went back, counted from the tables. */
    public long refunded() {
        return store.count(List.of(SaleState.REFUNDED));
    }

    @Override
    public void unpaid(String saleReference, Outcome reason) {
        Sale sale = locked(saleReference);
        boolean unknown = reason == Outcome.PAYMENT_UNKNOWN;
        if (sale.state().mayBePaid() && !(unknown && sale.state() == SaleState.PAYMENT_UNKNOWN)) {
            if (!unknown) { // what may be paid for stays promised
                reservations.giveBack(sale);
            }
            boolean doubted = sale.state() == SaleState.PAYMENT_UNKNOWN;
            sale.unpaid(reason, clock.instant());
            notices.unpaid(sale, reason, doubted);
            LOG.info("TKL-4003 sale {}: {} {}", saleReference, sale.state(), reason);
        }
    }

    /** Sales by what became of them. */
    public Counts counts() {
        return new Counts(
                store.count(Stream.of(SaleState.values())
                        .filter(SaleState::wasTaken)
                        .toList()),
                store.count(List.of(SaleState.TOKEN_ISSUED)),
                store.count(Stream.of(SaleState.values())
                        .filter(SaleState::isForAPerson)
                        .toList()));
    }

    private Sale locked(String saleReference) {
        return store.lock(saleReference)
                .orElseThrow(() -> new IllegalStateException("there is no sale " + saleReference));
    }
}
