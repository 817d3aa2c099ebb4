package io.tokenline.ussd;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterLookup;
import io.tokenline.metering.Meters;
import io.tokenline.metering.Subscribers;
import io.tokenline.tariff.ReceiptLine;
import io.tokenline.ussd.menu.GsmText;
import io.tokenline.ussd.menu.Row;
import io.tokenline.vending.Channel;
import io.tokenline.vending.Confirmation;
import io.tokenline.vending.LookUps;
import io.tokenline.vending.Purchases;
import io.tokenline.vending.Quote;
import io.tokenline.vending.Sale;
import io.tokenline.vending.Vending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What the prepaid menu can do: find a meter, quote, buy, and all that concerns what a phone's owner has here. */
@ApplicationScoped
public class PrepaidActions implements Actions {

    /** Septets that charges may take on a screen. */
    static final int CHARGES = 80;

    /** Septets for those that are added up. */
    private static final int REST = 15;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final LookUps lookUps;
    private final Subscribers subscribers;
    private final Vending vending;
    private final Purchases purchases;
    private final OwnActions own;
    private final Currency currency;
    private final ZoneId timeZone;

    @Inject
    PrepaidActions(
            LookUps lookUps,
            Subscribers subscribers,
            Vending vending,
            Purchases purchases,
            OwnActions own,
            Settings settings) {
        this.lookUps = lookUps;
        this.subscribers = subscribers;
        this.vending = vending;
        this.purchases = purchases;
        this.own = own;
        this.currency = settings.currency();
        this.timeZone = settings.timeZone();
    }

    @Override
    public ActionResult perform(String action, DialogContext context) {
        return switch (action) {
            case "find_meter" ->
                found(lookUps.find(arg(context, "meter"), context.msisdn()), meter -> ActionResult.of(Outcome.OK));
            case "next_look_up" -> nextLookUp(context);
            case "last_amount" -> lastAmount(context);
            case "wallets" -> wallets(context);
            case "quote" -> withQuote(context, quote -> quoted(Outcome.OK, quote, context.language()));
            case "same_again" -> sameAgain(context);
            case "buy" -> withQuote(context, quote -> buy(context, quote));
            case Dialogs.SET_LANGUAGE -> speak(context);
            default -> own.perform(action, context);
        };
    }

    @Override
    public String languageOf(Msisdn msisdn) {
        return subscribers.languageOf(msisdn);
    }

    private ActionResult withMeter(DialogContext context, Function<Meter, ActionResult> then) {
        return found(lookUps.again(arg(context, "meter"), context.msisdn()), then);
    }

    private static ActionResult found(MeterLookup lookup, Function<Meter, ActionResult> then) {
        if (lookup instanceof MeterLookup.Refused refused) {
            return ActionResult.of(refused.outcome());
        }
        return then.apply(((MeterLookup.Found) lookup).meter());
    }

    /** A phone that has looked up too many is told when it may go on, a time within a day. */
    private ActionResult nextLookUp(DialogContext context) {
        String again = TIME.format(lookUps.next(context.msisdn()).atZone(timeZone));
        return new ActionResult(Outcome.OK, Map.of("again", again));
    }

    private ActionResult withQuote(DialogContext context, Function<Quote, ActionResult> then) {
        BigDecimal amount = new BigDecimal(arg(context, "amount"));
        return withMeter(context, meter -> {
            Quote.Result result = vending.quote(meter, context.msisdn(), amount, wallet(context));
            if (result instanceof Quote.Result.Refused refused) {
                return refused(refused.outcome(), refused.minimum());
            }
            return then.apply(((Quote.Result.Quoted) result).quote());
        });
    }

    private static ActionResult refused(Outcome outcome, Money least) {
        return new ActionResult(outcome, Map.of("least", least.amount().toPlainString()));
    }

    private static ActionResult quoted(Outcome outcome, Quote quote, String language) {
        return new ActionResult(
                outcome,
                Map.of(
                        "owner", quote.meter().customer().maskedName(),
                        "units", quote.units(),
                        "charges", charges(quote.charges(), language),
                        "price", quote.price(),
                        "least", quote.amount().amount().toPlainString()));
    }

    /** One behind the other, such as {@code Debt 150.00}; what there is no room for is added up at the end. */
    static String charges(List<ReceiptLine> charges, String language) {
        StringBuilder text = new StringBuilder();
        BigDecimal rest = BigDecimal.ZERO;
        for (ReceiptLine charge : charges) {
            String next = (text.isEmpty() ? "" : ", ") + charge.name(language) + " "
                    + charge.amount().toPlainString();
            if (rest.signum() == 0 && GsmText.septets(text + next) <= CHARGES - REST) {
                text.append(next);
            } else {
                rest = rest.add(charge.amount());
            }
        }
        if (rest.signum() > 0) {
            text.append(text.isEmpty() ? "+ " : ", + ").append(rest.toPlainString());
        }
        return text.toString();
    }

    /** What he could pay with: OK where there is a choice. */
    private ActionResult wallets(DialogContext context) {
        List<Row> rows = vending.wallets(context.msisdn()).stream()
                .map(choice -> new Row(choice.name(), Map.of("label", choice.label())))
                .toList();
        return rows.size() < 2 ? ActionResult.of(Outcome.WALLET_UNKNOWN) : new ActionResult(Outcome.OK, Map.of(), rows);
    }

    /** What he chose to pay with; empty where there was no choice. */
    private static String wallet(DialogContext context) {
        return context.args().getOrDefault("wallet", "");
    }

    private ActionResult lastAmount(DialogContext context) {
        List<Row> rows = purchases.lastAmount(context.msisdn(), drn(context)).stream()
                .map(paid -> paid.amount().toPlainString())
                .map(paid -> new Row(paid, Map.of("paid", paid)))
                .toList();
        return new ActionResult(Outcome.OK, Map.of(), rows);
    }

    /** Whether the same was bought, or asked for, a few minutes ago: OK where it was. */
    private ActionResult sameAgain(DialogContext context) {
        Money amount = Money.of(new BigDecimal(arg(context, "amount")), currency);
        return purchases
                .repeated(context.msisdn(), drn(context), amount)
                .map(sale -> new ActionResult(Outcome.OK, Map.of("earlier", sale.reference())))
                .orElseGet(() -> ActionResult.of(Outcome.REQUEST_UNKNOWN));
    }

    /** The meter's number as sales know it; costs no query. */
    private static String drn(DialogContext context) {
        return Meters.drnOf(arg(context, "meter")).orElse("");
    }

    /** Never at another price than the customer saw: he is asked again. A menu without a quote shows none. */
    private ActionResult buy(DialogContext context, Quote quote) {
        Sale.Request request = new Sale.Request(
                context.dialog().toString(),
                Channel.USSD,
                context.link(),
                context.msisdn(),
                context.language(),
                wallet(context));
        boolean seen = quote.price().equals(context.values().getOrDefault("price", quote.price()));
        if (!seen && !vending.hasSold(request.key())) {
            return quoted(Outcome.QUOTE_CHANGED, quote, context.language());
        }
        Confirmation confirmation = vending.confirm(request, quote);
        if (confirmation instanceof Confirmation.Changed changed) {
            return quoted(Outcome.QUOTE_CHANGED, changed.quote(), context.language());
        }
        if (confirmation instanceof Confirmation.Refused refused) {
            return refused(refused.outcome(), refused.minimum());
        }
        Sale sale = ((Confirmation.Sold) confirmation).sold();
        return new ActionResult(Outcome.OK, Map.of("reference", sale.reference()));
    }

    private ActionResult speak(DialogContext context) {
        subscribers.speak(context.msisdn(), arg(context, Dialogs.LANGUAGE));
        return ActionResult.of(Outcome.OK);
    }

    static String arg(DialogContext context, String name) {
        String value = context.args().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the menu asks for an action before it has asked for " + name);
        }
        return value;
    }
}
