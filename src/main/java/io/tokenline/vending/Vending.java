package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.metering.KeyChangePolicy;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.payment.PaymentListener;
import io.tokenline.payment.Payments;
import io.tokenline.tariff.Breakdown;
import io.tokenline.tariff.Situation;
import io.tokenline.tariff.Tariff;
import io.tokenline.token.IssueResult;
import io.tokenline.token.TokenBean;
import io.tokenline.token.TokenOrder;
import io.tokenline.token.TokenRequest;
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
    private final Tariffs tariffs;
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
            Tariffs tariffs,
            Payments payments,
            TokenBean tokens,
            Notices notices,
            Announcements announcements,
            Settings settings,
            Clock clock,
            References references) {
        this.store = store;
        this.meters = meters;
        this.tariffs = tariffs;
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
    @Transactional(Transactional.TxType.SUPPORTS)
    public Quote.Result quote(Meter meter, Msisdn payer, BigDecimal amount) {
        Tariff tariff = tariffs.named(meter.tariff())
                .orElseThrow(() -> new IllegalStateException("meter row " + meter.id() + " names the tariff '"
                        + meter.tariff() + "', which does not exist"));
        Outcome outcome = judge(tariff, payer, amount);
        if (outcome != Outcome.OK) {
            return refused(outcome, tariff);
        }
        Breakdown breakdown = tariff.sell(Situation.NEW_METER, money(amount).amount());
        if (breakdown.unitsTenths() == 0) {
            return refused(Outcome.AMOUNT_TOO_LOW, tariff);
        }
        Outcome token = judge(meter, breakdown.unitsTenths());
        return token == Outcome.OK
                ? new Quote.Result.Quoted(new Quote(meter, money(amount), tariff.version(), breakdown))
                : refused(token, tariff);
    }

    /** Whether a token could be made once the money is here. */
    private Outcome judge(Meter meter, long unitsTenths) {
        Optional<Amount16> amount = Amount16.atLeast(unitsTenths);
        if (amount.isEmpty()) {
            return Outcome.AMOUNT_NOT_ENCODABLE;
        }
        return isKeyChangeRefused(meter) ? Outcome.KEY_CHANGE_REFUSED : tokens.judge(request("", meter, amount.get()));
    }

    private boolean isKeyChangeRefused(Meter meter) {
        return meter.keyTarget().isPresent()
                && meters.keyChangePolicy(meter.keyParameters().sgc()) == KeyChangePolicy.REFUSE;
    }

    private static TokenRequest request(String owner, Meter meter, Amount16 amount) {
        return new TokenRequest(owner, meter.keyParameters(), meter.keyTarget(), new TokenOrder.Credit(amount));
    }

    private Quote.Result refused(Outcome outcome, Tariff tariff) {
        return new Quote.Result.Refused(outcome, money(tariff.minimum()), money(tariff.maximum()));
    }

    private Outcome judge(Tariff tariff, Msisdn payer, BigDecimal amount) {
        if (announcements.maintenance().isPresent()) {
            return Outcome.MAINTENANCE;
        }
        if (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > tariff.scale()) {
            return Outcome.AMOUNT_INVALID;
        }
        if (amount.compareTo(tariff.minimum()) < 0) {
            return Outcome.AMOUNT_TOO_LOW;
        }
        if (amount.compareTo(tariff.maximum()) > 0) {
            return Outcome.AMOUNT_TOO_HIGH;
        }
        return payments.serves(payer) ? Outcome.OK : Outcome.WALLET_UNAVAILABLE;
    }

    private Money money(BigDecimal amount) {
        return Money.of(amount, settings.currency());
    }

    /**
     * Sells what was quoted: one commit writes the sale and its payment attempt, and a second confirmation of the same
     * request gives the first one's sale.
     *
     * @return the sale, or empty where no wallet serves the phone, or maintenance has begun since the quote
     */
    public Optional<Sale> confirm(Sale.Request request, Quote quote) {
        Optional<Sale> before = store.byRequestKey(request.key());
        if (before.isPresent()) {
            return before;
        }
        if (announcements.maintenance().isPresent()) {
            return Optional.empty();
        }
        Sale sale = new Sale(references.next(), request, quote, clock.instant());
        if (!payments.begin(sale.reference(), request.msisdn(), quote.amount(), wake)) {
            return Optional.empty();
        }
        store.add(sale);
        if (request.channel() == Channel.SMS) {
            notices.requested(sale);
        }
        LOG.info("TKL-4001 sale {}: {} over {}, {}", sale.reference(), sale.state(), request.link(), sale.amount());
        return Optional.of(sale);
    }

    /** Whether a request with this key has become a sale. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean hasSold(String requestKey) {
        return store.byRequestKey(requestKey).isPresent();
    }

    @Override
    public void paid(String saleReference, Money received) {
        Sale sale = locked(saleReference);
        if (sale.state().isPaid()) {
            LOG.error("TKL-4002 sale {}: paid a second time, {}; give it back by hand", saleReference, received);
        } else if (received.equals(sale.amount())) {
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
        if (amount.isEmpty() || isKeyChangeRefused(meter)) {
            Outcome reason = amount.isEmpty() ? Outcome.AMOUNT_NOT_ENCODABLE : Outcome.KEY_CHANGE_REFUSED;
            review(sale, reason, sale.received());
            return;
        }
        IssueResult result = tokens.issue(request(sale.reference(), meter, amount.get()));
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
