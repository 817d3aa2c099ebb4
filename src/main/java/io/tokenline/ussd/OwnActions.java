package io.tokenline.ussd;

import static io.tokenline.ussd.PrepaidActions.arg;

import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.metering.Subscribers;
import io.tokenline.metering.Trouble;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.ussd.menu.Row;
import io.tokenline.vending.Announcements;
import io.tokenline.vending.Asker;
import io.tokenline.vending.Purchases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a phone's owner asks about his own: meters, tokens, his last purchase, a fault. */
@ApplicationScoped
class OwnActions {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM", Locale.ROOT);

    private final Meters meters;
    private final Subscribers subscribers;
    private final Purchases purchases;
    private final Announcements announcements;
    private final Settings settings;

    @Inject
    OwnActions(
            Meters meters,
            Subscribers subscribers,
            Purchases purchases,
            Announcements announcements,
            Settings settings) {
        this.meters = meters;
        this.subscribers = subscribers;
        this.purchases = purchases;
        this.announcements = announcements;
        this.settings = settings;
    }

    ActionResult perform(String action, DialogContext context) {
        return switch (action) {
            case "welcome" -> welcome(context);
            case "my_meters" -> myMeters(context);
            case "my_tokens" -> myTokens(context);
            case "resend" -> ActionResult.of(purchases.sendAgain(asker(context), arg(context, "sale")));
            case "last_purchase" -> lastPurchase(context);
            case "name_meter" -> mine(context, (c, meter) -> subscribers.name(c.msisdn(), meter, arg(c, "nickname")));
            case "hide_meter" -> mine(context, (c, meter) -> subscribers.hide(c.msisdn(), meter));
            case "report" -> report(context);
            default -> throw new IllegalArgumentException("the menu asks for an unknown action: " + action);
        };
    }

    /** What the operator has to say today; OK where there is something. */
    private ActionResult welcome(DialogContext context) {
        return announcements
                .banner(context.language())
                .map(banner -> new ActionResult(Outcome.OK, Map.of("banner", banner)))
                .orElseGet(() -> ActionResult.of(Outcome.REQUEST_UNKNOWN));
    }

    private ActionResult myMeters(DialogContext context) {
        List<Row> rows = purchases.meters(context.msisdn()).stream()
                .map(meter -> new Row(meter.drn(), Map.of("number", meter.drn(), "name", meter.nickname())))
                .toList();
        return new ActionResult(Outcome.OK, Map.of(), rows);
    }

    private ActionResult myTokens(DialogContext context) {
        List<Row> rows = purchases.tokens(context.msisdn()).stream()
                .map(sale -> new Row(
                        sale.reference(),
                        Map.of(
                                "day", DAY.format(sale.at().atZone(settings.timeZone())),
                                "number", sale.drn(),
                                "units", sale.units())))
                .toList();
        return new ActionResult(Outcome.OK, Map.of(), rows);
    }

    private ActionResult lastPurchase(DialogContext context) {
        return purchases
                .last(context.msisdn())
                .map(sale ->
                        new ActionResult(Outcome.OK, Map.of("purchase", purchases.described(sale, context.language()))))
                .orElseGet(() -> ActionResult.of(Outcome.REQUEST_UNKNOWN));
    }

    private ActionResult mine(DialogContext context, BiFunction<DialogContext, Meter, Outcome> change) {
        Outcome outcome = MeterPan.parse(arg(context, "mine"))
                .flatMap(meters::byPan)
                .map(meter -> change.apply(context, meter))
                .orElse(Outcome.METER_UNKNOWN);
        return ActionResult.of(outcome);
    }

    /** About the meter that he bought for last, which is nearly always the one. */
    private ActionResult report(DialogContext context) {
        Optional<Meter> meter = purchases.meters(context.msisdn()).stream()
                .findFirst()
                .flatMap(mine -> MeterPan.parse(mine.drn()))
                .flatMap(meters::byPan);
        Trouble.Fault fault = Trouble.Fault.valueOf(arg(context, "fault").toUpperCase(Locale.ROOT));
        return subscribers
                .report(context.msisdn(), meter, fault)
                .map(reference -> new ActionResult(Outcome.OK, Map.of("reference", reference)))
                .orElseGet(() -> ActionResult.of(Outcome.TOO_MANY));
    }

    private static Asker asker(DialogContext context) {
        return new Asker(context.msisdn(), context.link(), context.language());
    }
}
