package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.metering.Meter;
import io.tokenline.payment.PaymentListener;
import io.tokenline.payment.Payments;
import io.tokenline.tariff.Breakdown;
import io.tokenline.tariff.FlatTariff;
import io.tokenline.token.sts.Amount16;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sells: quotes, confirms, takes note of the money, has the token made. The only place where a sale changes state. */
@ApplicationScoped
@Transactional
public class Vending implements PaymentListener {

    private static final Logger LOG = LoggerFactory.getLogger(Vending.class);

    private final SaleStore store;
    private final Tariffs tariffs;
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
            Tariffs tariffs,
            Payments payments,
            Issuing issuing,
            Notices notices,
            Announcements announcements,
            Settings settings,
            Clock clock,
            References references) {
        this.store = store;
        this.tariffs = tariffs;
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
    @Transactional(Transactional.TxType.SUPPORTS)
    public Quote.Result quote(Meter meter, Msisdn payer, BigDecimal amount) {
        return quote(meter, amount, money -> payments.judge(payer, money));
    }

    /** What an amount buys, whoever takes the money; nothing is written. */
    @Transactional(Transactional.TxType.SUPPORTS)
    Quote.Result quote(Meter meter, BigDecimal amount) {
        return quote(meter, amount, money -> Outcome.OK);
    }

    private Quote.Result quote(Meter meter, BigDecimal amount, Function<Money, Outcome> wallet) {
        FlatTariff tariff = tariffs.named(meter.tariff())
                .orElseThrow(() -> new IllegalStateException("meter row " + meter.id() + " names the tariff '"
                        + meter.tariff() + "', which does not exist"));
        Outcome outcome = judge(tariff, amount, wallet);
        if (outcome != Outcome.OK) {
            return refused(outcome, tariff);
        }
        Breakdown breakdown = tariff.breakdown(money(amount).amount());
        if (breakdown.unitsTenths() == 0) {
            return refused(Outcome.AMOUNT_TOO_LOW, tariff);
        }
        Outcome token = judge(meter, breakdown.unitsTenths());
        return token == Outcome.OK
                ? new Quote.Result.Quoted(new Quote(meter, money(amount), tariff.name(), breakdown))
                : refused(token, tariff);
    }

    /** Whether a token could be made once the money is here. */
    private Outcome judge(Meter meter, long unitsTenths) {
        Optional<Amount16> amount = Amount16.atLeast(unitsTenths);
        if (amount.isEmpty()) {
            return Outcome.AMOUNT_NOT_ENCODABLE;
        }
        return issuing.judge(meter, amount.get());
    }

    private Quote.Result refused(Outcome outcome, FlatTariff tariff) {
        return new Quote.Result.Refused(outcome, money(tariff.minimum()), money(tariff.maximum()));
    }

    private Outcome judge(FlatTariff tariff, BigDecimal amount, Function<Money, Outcome> wallet) {
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
        return wallet.apply(money(amount));
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

    /** Sells what is paid for already: one commit writes the sale, the money and the token. */
    Sale sellPaid(Sale.Request request, Quote quote) {
        Sale sale = new Sale(references.next(), request, quote, clock.instant());
        store.add(sale);
        LOG.info("TKL-4001 sale {}: paid unasked, {}", sale.reference(), sale.amount());
        sale.paid(sale.amount(), clock.instant());
        issuing.issue(sale);
        return sale;
    }

    /** Whether a request with this key has become a sale. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean hasSold(String requestKey) {
        return store.byRequestKey(requestKey).isPresent();
    }

    @Override
    public boolean paid(String saleReference, Money received) {
        Sale sale = locked(saleReference);
        if (sale.state().isPaid()) {
            LOG.error("TKL-4002 sale {}: paid a second time, {}; a case says so", saleReference, received);
            return false;
        }
        if (received.equals(sale.amount())) {
            sale.paid(received, clock.instant());
            issuing.issue(sale);
        } else {
            issuing.review(sale, Outcome.PAYMENT_AMOUNT_MISMATCH, received);
        }
        return true;
    }

    @Override
    public Hold held(String saleReference, Money held) {
        Sale sale = locked(saleReference);
        boolean wanted = !sale.state().isPaid() && held.equals(sale.amount());
        if (!wanted) {
            LOG.error("TKL-4031 sale {}: {} held that it does not want, let go", saleReference, held);
            unpaid(saleReference, Outcome.PAYMENT_AMOUNT_MISMATCH);
            return Hold.RELEASE;
        }
        sale.held(held, clock.instant());
        issuing.issue(sale);
        return hold(sale);
    }

    private static Hold hold(Sale sale) {
        return switch (sale.state()) {
            case HELD -> Hold.KEEP;
            case TOKEN_ISSUED -> Hold.CAPTURE;
            default -> Hold.RELEASE;
        };
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
        boolean held = sale.state() == SaleState.HELD;
        if (held || sale.state() == SaleState.PAID) {
            issuing.issue(sale);
        }
        if (held) {
            payments.settleHold(saleReference, hold(sale));
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

    private Sale locked(String saleReference) {
        return store.lock(saleReference)
                .orElseThrow(() -> new IllegalStateException("there is no sale " + saleReference));
    }
}
