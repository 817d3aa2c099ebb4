package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterAccount;
import io.tokenline.tariff.Breakdown;
import io.tokenline.tariff.Situation;
import io.tokenline.tariff.Tariff;
import io.tokenline.tariff.book.TariffBook;
import io.tokenline.token.sts.Amount16;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works out what an amount buys, and why it buys nothing; writes nothing. */
@ApplicationScoped
class Quotes {

    private static final Logger LOG = LoggerFactory.getLogger(Quotes.class);

    /** The least that a token carries. */
    private static final long TENTH_IN_WATT_HOURS = 100;

    private final TariffBook tariffs;
    private final Standing standing;
    private final Issuing issuing;
    private final Announcements announcements;
    private final Settings settings;

    @Inject
    Quotes(TariffBook tariffs, Standing standing, Issuing issuing, Announcements announcements, Settings settings) {
        this.tariffs = tariffs;
        this.standing = standing;
        this.issuing = issuing;
        this.announcements = announcements;
        this.settings = settings;
    }

    /**
     * What an amount buys by the version of the meter's tariff that holds now.
     *
     * @param wallet whether what is to be paid can be
     */
    Quote.Result of(Meter meter, BigDecimal amount, Function<Money, Outcome> wallet) {
        if (announcements.maintenance().isPresent()) {
            return refused(Outcome.MAINTENANCE, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        Optional<Tariff> found = tariffs.holding(meter.tariff());
        if (found.isEmpty()) {
            LOG.error(
                    "TKL-4014 meter row {} names the tariff '{}', of which no version holds",
                    meter.id(),
                    meter.tariff());
            return refused(Outcome.TARIFF_MISSING, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        Tariff tariff = found.get();
        Outcome outcome = judge(tariff, amount);
        if (outcome != Outcome.OK) {
            return refused(outcome, tariff.minimum(), tariff.maximum());
        }
        Quote.Result result = priced(meter, money(amount), tariff, standing.month());
        if (result instanceof Quote.Result.Quoted quoted) {
            Outcome paid = wallet.apply(quoted.quote().toPay());
            Outcome sold =
                    paid == Outcome.OK ? judge(meter, quoted.quote().breakdown().unitsTenths()) : paid;
            return sold == Outcome.OK ? result : refused(sold, tariff.minimum(), tariff.maximum());
        }
        return result;
    }

    /** What the same amount buys by the same version as the meter stands now, in a month. */
    Quote.Result again(Quote quote, YearMonth month) {
        return priced(quote.meter(), quote.amount(), quote.priced(), month);
    }

    /** Whether the money of a sale would buy the same as it was promised, for the same charges, in a month. */
    boolean stillHolds(Sale sale, YearMonth month) {
        Optional<Tariff> tariff = tariffs.holding(sale.meter().tariff());
        return tariff.isPresent()
                && priced(sale.meter(), sale.typed(), tariff.get(), month) instanceof Quote.Result.Quoted quoted
                && sale.wasPromised(quoted.quote());
    }

    private Quote.Result priced(Meter meter, Money amount, Tariff tariff, YearMonth month) {
        MeterAccount account = standing.of(meter, month);
        Situation situation = standing.situation(meter, account, tariff);
        Breakdown breakdown = tariff.sell(situation, amount.amount());
        return breakdown.unitsTenths() == 0
                ? refused(Outcome.AMOUNT_TOO_LOW, least(tariff, situation), tariff.maximum())
                : new Quote.Result.Quoted(new Quote(meter, amount, tariff, account, situation, breakdown));
    }

    /** The least amount that buys any energy besides what is owed. */
    private static BigDecimal least(Tariff tariff, Situation situation) {
        return tariff.price(situation, TENTH_IN_WATT_HOURS);
    }

    private static Outcome judge(Tariff tariff, BigDecimal amount) {
        if (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > tariff.scale()) {
            return Outcome.AMOUNT_INVALID;
        }
        if (amount.compareTo(tariff.minimum()) < 0) {
            return Outcome.AMOUNT_TOO_LOW;
        }
        return amount.compareTo(tariff.maximum()) > 0 ? Outcome.AMOUNT_TOO_HIGH : Outcome.OK;
    }

    /** Whether a token could be made once the money is here. */
    private Outcome judge(Meter meter, long unitsTenths) {
        Optional<Amount16> amount = Amount16.atLeast(unitsTenths);
        return amount.isEmpty() ? Outcome.AMOUNT_NOT_ENCODABLE : issuing.judge(meter, amount.get());
    }

    private Quote.Result refused(Outcome outcome, BigDecimal minimum, BigDecimal maximum) {
        return new Quote.Result.Refused(outcome, money(minimum), money(maximum));
    }

    private Money money(BigDecimal amount) {
        return Money.of(amount, settings.currency());
    }
}
