package io.tokenline.sms;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.delivery.Message;
import io.tokenline.delivery.Outbox;
import io.tokenline.delivery.Templates;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterLookup;
import io.tokenline.metering.Meters;
import io.tokenline.vending.Channel;
import io.tokenline.vending.Quote;
import io.tokenline.vending.Sale;
import io.tokenline.vending.TokenCheck;
import io.tokenline.vending.Vending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers texts: {@code BUY <meter> <amount>} sells, {@code CHECK <token>} says what a token is, everything else gets help
 * in one SMS.
 */
@ApplicationScoped
@Transactional
public class TextCommands {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** Half of the time in which an order that comes again is the same one. */
    private static final Duration REPEAT_STEP = Duration.ofSeconds(30);

    private final Meters meters;
    private final Vending vending;
    private final TokenCheck tokens;
    private final Outbox outbox;
    private final Templates templates;
    private final Settings settings;
    private final Clock clock;

    @Inject
    TextCommands(
            Meters meters,
            Vending vending,
            TokenCheck tokens,
            Outbox outbox,
            Templates templates,
            Settings settings,
            Clock clock) {
        this.meters = meters;
        this.vending = vending;
        this.tokens = tokens;
        this.outbox = outbox;
        this.templates = templates;
        this.settings = settings;
        this.clock = clock;
    }

    /** Acts on a text. When this returns, the decision and the answer owed for it are committed. */
    public void receive(InboundText text) {
        TextCommand command = TextCommand.read(text.text(), settings.currency());
        if (command instanceof TextCommand.Buy buy) {
            buy(text, buy);
        } else if (command instanceof TextCommand.Check check) {
            check(text, check);
        } else {
            answer(text, "help", Map.of("code", settings.ussdCode()));
        }
    }

    private void buy(InboundText text, TextCommand.Buy buy) {
        MeterLookup lookup = meters.find(buy.meter());
        if (lookup instanceof MeterLookup.Refused refused) {
            answer(text, refused.outcome().name(), Map.of("meter", buy.meter()));
        } else if (lookup instanceof MeterLookup.Found found) {
            Optional<Money> amount = buy.amount();
            if (amount.isEmpty()) {
                answer(text, Outcome.AMOUNT_INVALID.name(), Map.of());
            } else {
                sell(text, found.meter(), amount.get());
            }
        }
    }

    private void check(InboundText text, TextCommand.Check check) {
        TokenCheck.OwnToken own = tokens.ofCustomer(check.token(), text.from());
        if (own.silent()) {
            return;
        }
        String template = switch (own.outcome()) {
            case OK -> own.keysFirst() ? "check.KEYS_FIRST" : "check.OK";
            case TOO_MANY -> "check.TOO_MANY";
            case VAULT_CLOSED -> "check.LATER";
            default -> "check.UNKNOWN";
        };
        String when = MINUTE.format(own.soldAt().atZone(settings.timeZone()));
        answer(
                text,
                template,
                Map.of("meter", own.meter(), "when", when, "units", Quote.kilowattHours(own.unitsTenths())));
    }

    private void sell(InboundText text, Meter meter, Money amount) {
        Quote.Result result = vending.quote(meter, text.from(), amount.amount());
        if (result instanceof Quote.Result.Refused refused) {
            answer(
                    text,
                    refused.outcome().name(),
                    Map.of(
                            "meter", meter.drn(),
                            "minimum", refused.minimum().toString(),
                            "maximum", refused.maximum().toString()));
        } else if (result instanceof Quote.Result.Quoted quoted) {
            Sale.Request request = new Sale.Request(
                    requestKey(text), Channel.SMS, text.link(), text.from(), meters.languageOf(text.from()));
            if (vending.confirm(request, quoted.quote()).isEmpty()) {
                answer(text, Outcome.WALLET_UNAVAILABLE.name(), Map.of());
            }
        }
    }

    /**
     * The same for a repeat of the order, though this server was started again in between or the repeat reached another
     * one: the time is in it in steps, and the step before counts, so that a repeat is known for one step at least and
     * two at most.
     */
    private String requestKey(InboundText text) {
        long step = clock.instant().getEpochSecond() / REPEAT_STEP.toSeconds();
        String before = "sms " + text.fingerprint() + " " + (step - 1);
        return vending.hasSold(before) ? before : "sms " + text.fingerprint() + " " + step;
    }

    private void answer(InboundText text, String template, Map<String, String> values) {
        outbox.owe(
                "answer " + text.messageId(),
                Message.Kind.ANSWER,
                Optional.empty(),
                text.link(),
                text.from(),
                templates.render(meters.languageOf(text.from()), template, values));
    }
}
