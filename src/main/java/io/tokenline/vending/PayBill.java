package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.delivery.Outbox;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.metering.Subscribers;
import io.tokenline.payment.AccountListener;
import io.tokenline.token.sts.MeterPan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sells to customers who begin in their wallet: they pay to an account number, which is their meter's. Wallets hide the
 * payer's number, so the token goes to the phone that is registered for the meter.
 */
@ApplicationScoped
class PayBill implements AccountListener {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s./-]");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]");

    /** Of a number that is no meter's, a phone's most likely. */
    private static final int FIRST = 4;

    private static final int LAST = 3;

    /** Of a shorter one too little would be hidden. */
    private static final int MASKED_FROM = 10;

    private static final String HIDDEN = "****";

    private final Vending vending;
    private final Meters meters;
    private final Subscribers subscribers;
    private final Outbox outbox;

    @Inject
    PayBill(Vending vending, Meters meters, Subscribers subscribers, Outbox outbox) {
        this.vending = vending;
        this.meters = meters;
        this.subscribers = subscribers;
        this.outbox = outbox;
    }

    @Override
    public Outcome judge(String account, Money amount) {
        Found found = find(account, amount);
        return found.quote().isPresent() ? Outcome.OK : found.outcome();
    }

    @Override
    public String shown(String account) {
        return masked(account);
    }

    static String masked(String account) {
        String bare = SEPARATORS.matcher(account).replaceAll("");
        if (MeterPan.parse(bare).isPresent()) {
            return bare;
        }
        String digits = NO_DIGITS.matcher(account).replaceAll("");
        return digits.length() < MASKED_FROM
                ? HIDDEN
                : digits.substring(0, FIRST) + HIDDEN + digits.substring(digits.length() - LAST);
    }

    @Override
    public Sold received(String key, String account, Money received) {
        Found found = find(account, received);
        Optional<Msisdn> buyer = found.buyer();
        if (found.quote().isEmpty() || buyer.isEmpty()) {
            return new Sold.Nothing(found.outcome());
        }
        String language = subscribers.languageOf(buyer.get());
        Sale.Request request =
                new Sale.Request(key, Channel.PAYBILL, outbox.linkOf(buyer.get()), buyer.get(), language);
        return vending.sellPaid(request, found.quote().get())
                .<Sold>map(sale -> new Sold.Sale(sale.reference(), buyer.get()))
                .orElse(new Sold.Nothing(Outcome.QUOTE_CHANGED));
    }

    /** What an account and an amount come to. */
    private record Found(Outcome outcome, Optional<Msisdn> buyer, Optional<Quote> quote) {

        static Found nothing(Outcome why) {
            return new Found(why, Optional.empty(), Optional.empty());
        }
    }

    private Found find(String account, Money amount) {
        Optional<MeterPan> pan = MeterPan.parse(SEPARATORS.matcher(account).replaceAll(""));
        Optional<Meter> named = pan.flatMap(meters::byPan);
        if (named.isEmpty()) {
            return Found.nothing(pan.isEmpty() ? Outcome.METER_NUMBER_INVALID : Outcome.METER_UNKNOWN);
        }
        Meter meter = named.get();
        if (!meter.maybeSold()) {
            return Found.nothing(Outcome.METER_BLOCKED);
        }
        if (meter.registered().isEmpty()) {
            return Found.nothing(Outcome.PHONE_NOT_REGISTERED);
        }
        Quote.Result result = vending.quote(meter, amount.amount());
        return result instanceof Quote.Result.Quoted quoted
                        && quoted.quote().toPay().equals(amount)
                ? new Found(Outcome.OK, meter.registered().stream().findFirst(), Optional.of(quoted.quote()))
                : Found.nothing(
                        result instanceof Quote.Result.Refused refused
                                ? refused.outcome()
                                : Outcome.WALLET_UNAVAILABLE);
    }
}
