package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.metering.KeyChangePolicy;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterAccount;
import io.tokenline.metering.Meters;
import io.tokenline.payment.Payments;
import io.tokenline.tariff.Breakdown;
import io.tokenline.tariff.Situation;
import io.tokenline.tariff.Tariff;
import io.tokenline.tariff.book.TariffBook;
import io.tokenline.token.TokenBean;
import io.tokenline.token.TokenOrder;
import io.tokenline.token.TokenRequest;
import io.tokenline.token.sts.Amount16;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Optional;
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
    private final Meters meters;
    private final Payments payments;
    private final TokenBean tokens;
    private final Announcements announcements;
    private final Settings settings;

    @Inject
    Quotes(
            TariffBook tariffs,
            Standing standing,
            Meters meters,
            Payments payments,
            TokenBean tokens,
            Announcements announcements,
            Settings settings) {
        this.tariffs = tariffs;
        this.standing = standing;
        this.meters = meters;
        this.payments = payments;
        this.tokens = tokens;
        this.announcements = announcements;
        this.settings = settings;
    }

    /** What an amount buys by the version of the meter's tariff that holds now. */
    Quote.Result of(Meter meter, Msisdn payer, BigDecimal amount) {
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
        Outcome outcome = judge(tariff, payer, amount);
        if (outcome != Outcome.OK) {
            return refused(outcome, tariff.minimum(), tariff.maximum());
        }
        Quote.Result result = priced(meter, money(amount), tariff);
        if (result instanceof Quote.Result.Quoted quoted) {
            Outcome token = judge(meter, quoted.quote().breakdown().unitsTenths());
            return token == Outcome.OK ? result : refused(token, tariff.minimum(), tariff.maximum());
        }
        return result;
    }

    /** What the same amount buys by the same version as the meter stands now. */
    Quote.Result again(Quote quote) {
        return priced(quote.meter(), quote.amount(), quote.priced());
    }

    private Quote.Result priced(Meter meter, Money amount, Tariff tariff) {
        MeterAccount account = standing.of(meter);
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

    private Outcome judge(Tariff tariff, Msisdn payer, BigDecimal amount) {
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

    /** Whether a token could be made once the money is here. */
    private Outcome judge(Meter meter, long unitsTenths) {
        Optional<Amount16> amount = Amount16.atLeast(unitsTenths);
        if (amount.isEmpty()) {
            return Outcome.AMOUNT_NOT_ENCODABLE;
        }
        return isKeyChangeRefused(meter) ? Outcome.KEY_CHANGE_REFUSED : tokens.judge(request("", meter, amount.get()));
    }

    /** Whether its key is behind its target, and sales are not to change keys. */
    boolean isKeyChangeRefused(Meter meter) {
        return meter.keyTarget().isPresent()
                && meters.keyChangePolicy(meter.keyParameters().sgc()) == KeyChangePolicy.REFUSE;
    }

    /** What the token bean is asked for. */
    static TokenRequest request(String owner, Meter meter, Amount16 amount) {
        return new TokenRequest(owner, meter.keyParameters(), meter.keyTarget(), new TokenOrder.Credit(amount));
    }

    private Quote.Result refused(Outcome outcome, BigDecimal minimum, BigDecimal maximum) {
        return new Quote.Result.Refused(outcome, money(minimum), money(maximum));
    }

    private Money money(BigDecimal amount) {
        return Money.of(amount, settings.currency());
    }
}
