package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.payment.PaymentListener;
import io.tokenline.payment.Payments;
import io.tokenline.token.IssueResult;
import io.tokenline.token.TokenBean;
import io.tokenline.token.sts.Amount16;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sells: quotes, confirms, takes note of the money, has the token made. The only place where a sale changes state. */
@ApplicationScoped
@Transactional
public class Vending implements PaymentListener {

    private static final Logger LOG = LoggerFactory.getLogger(Vending.class);

    private final SaleStore store;
    private final Meters meters;
    private final Quotes quotes;
    private final Reservations reservations;
    private final Payments payments;
    private final TokenBean tokens;
    private final Notices notices;
    private final Announcements announcements;
    private final Settings settings;
    private final Clock clock;
    private final References references;
    private volatile Runnable wake = () -> {};

    @Inject
    Vending(
            SaleStore store,
            Meters meters,
            Quotes quotes,
            Reservations reservations,
            Payments payments,
            TokenBean tokens,
            Notices notices,
            Announcements announcements,
            Settings settings,
            Clock clock,
            References references) {
        this.store = store;
        this.meters = meters;
        this.quotes = quotes;
        this.reservations = reservations;
        this.payments = payments;
        this.tokens = tokens;
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
        return quotes.of(meter, payer, amount);
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
        if (!payments.serves(request.msisdn())) {
            return refused(Outcome.WALLET_UNAVAILABLE);
        }
        reservations.hold(quote);
        Quote.Result result = quotes.again(quote);
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
        if (!payments.begin(sale.reference(), request.msisdn(), sale.amount(), wake)) {
            return refused(Outcome.WALLET_UNAVAILABLE);
        }
        reservations.take(quote, sale.holding());
        store.add(sale);
        if (request.channel() == Channel.SMS) {
            notices.requested(sale);
        }
        LOG.info("TKL-4001 sale {}: {} over {}, {}", sale.reference(), sale.state(), request.link(), sale.amount());
        return new Confirmation.Sold(sale);
    }

    private Confirmation refused(Outcome outcome) {
        return new Confirmation.Refused(outcome, new Money(0, settings.currency()));
    }

    /** Whether a request with this key has become a sale. */
    public boolean hasSold(String requestKey) {
        return store.byRequestKey(requestKey).isPresent();
    }

    @Override
    public void paid(String saleReference, Money received) {
        Sale sale = locked(saleReference);
        if (sale.state().isPaid()) {
            LOG.error("TKL-4002 sale {}: paid a second time, {}; give it back by hand", saleReference, received);
        } else if (received.equals(sale.amount())) {
            reservations.takeAgain(sale);
            sale.paid(received, clock.instant());
            issue(sale);
        } else {
            review(sale, Outcome.PAYMENT_AMOUNT_MISMATCH, received);
        }
    }

    @Override
    public void unpaid(String saleReference, Outcome reason) {
        Sale sale = locked(saleReference);
        if (sale.state() == SaleState.PAYMENT_REQUESTED) {
            reservations.giveBack(sale);
            sale.unpaid(reason, clock.instant());
            notices.unpaid(sale, reason);
            LOG.info("TKL-4003 sale {}: {} {}", saleReference, sale.state(), reason);
        }
    }

    /** Makes the token of a paid sale that had to wait for its minute. */
    public void retryToken(String saleReference) {
        Sale sale = locked(saleReference);
        if (sale.state() == SaleState.PAID) {
            issue(sale);
        }
    }

    /** Paid sales whose token is due now. */
    public List<String> dueForToken(int limit) {
        return store.dueForToken(clock.instant(), limit);
    }

    /** Sales by what became of them. */
    public Counts counts() {
        return new Counts(
                store.count(List.of(SaleState.PAID, SaleState.TOKEN_ISSUED, SaleState.MANUAL_REVIEW)),
                store.count(List.of(SaleState.TOKEN_ISSUED)),
                store.count(List.of(SaleState.MANUAL_REVIEW)));
    }

    private void issue(Sale sale) {
        Meter meter = sale.meter().keyTarget().isPresent() ? meters.lock(sale.meter()) : sale.meter();
        Optional<Amount16> amount = Amount16.atLeast(sale.unitsTenths());
        if (amount.isEmpty() || quotes.isKeyChangeRefused(meter)) {
            Outcome reason = amount.isEmpty() ? Outcome.AMOUNT_NOT_ENCODABLE : Outcome.KEY_CHANGE_REFUSED;
            review(sale, reason, sale.received());
            return;
        }
        IssueResult result = tokens.issue(Quotes.request(sale.reference(), meter, amount.get()));
        if (result instanceof IssueResult.Issued issued) {
            issued.newKey().ifPresent(next -> meters.changeKey(meter, next, sale.reference()));
            sale.issued(clock.instant());
            notices.token(sale, issued.tokens());
            LOG.info(
                    "TKL-4004 sale {}: {}{}",
                    sale.reference(),
                    sale.state(),
                    issued.newKey().map(next -> ", with a key change").orElse(""));
        } else if (result instanceof IssueResult.Wait wait) {
            sale.waitUntil(wait.outcome(), wait.until());
            LOG.info("TKL-4005 sale {}: the token waits until {} ({})", sale.reference(), wait.until(), wait.outcome());
        } else if (result instanceof IssueResult.Refused refused) {
            review(sale, refused.outcome(), sale.received());
        }
    }

    private void review(Sale sale, Outcome reason, Money received) {
        sale.review(reason, received, clock.instant());
        notices.review(sale, reason);
        LOG.warn("TKL-4006 sale {}: {} {}", sale.reference(), sale.state(), reason);
    }

    private Sale locked(String saleReference) {
        return store.lock(saleReference)
                .orElseThrow(() -> new IllegalStateException("there is no sale " + saleReference));
    }
}
