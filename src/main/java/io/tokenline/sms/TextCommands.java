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
import io.tokenline.metering.Subscribers;
import io.tokenline.payment.Payments;
import io.tokenline.vending.Announcements;
import io.tokenline.vending.Asker;
import io.tokenline.vending.Channel;
import io.tokenline.vending.Confirmation;
import io.tokenline.vending.LookUps;
import io.tokenline.vending.Purchases;
import io.tokenline.vending.Quote;
import io.tokenline.vending.Sale;
import io.tokenline.vending.TokenCheck;
import io.tokenline.vending.Vending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers texts, each command in one SMS where its language allows; what is no command gets help, in one SMS always. */
@ApplicationScoped
@Transactional
public class TextCommands {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Duration DAY = Duration.ofDays(1);

    /** Half of the time in which an order that comes again is the same one. */
    private static final Duration REPEAT_STEP = Duration.ofSeconds(30);

    private final LookUps lookUps;
    private final Subscribers subscribers;
    private final Vending vending;
    private final Purchases purchases;
    private final TokenCheck tokens;
    private final Announcements announcements;
    private final Outbox outbox;
    private final Templates templates;
    private final Settings settings;
    private final Clock clock;

    @Inject
    TextCommands(
            LookUps lookUps,
            Subscribers subscribers,
            Vending vending,
            Purchases purchases,
            TokenCheck tokens,
            Announcements announcements,
            Outbox outbox,
            Templates templates,
            Settings settings,
            Clock clock) {
        this.lookUps = lookUps;
        this.subscribers = subscribers;
        this.vending = vending;
        this.purchases = purchases;
        this.tokens = tokens;
        this.announcements = announcements;
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
        } else if (command instanceof TextCommand.Resend resend) {
            resend(text, resend);
        } else if (command instanceof TextCommand.Status) {
            status(text);
        } else if (command instanceof TextCommand.MyMeters) {
            meters(text);
        } else if (command instanceof TextCommand.Language language) {
            speak(text, language);
        } else if (command instanceof TextCommand.Stop) {
            answer(text, "stop", Map.of("code", settings.ussdCode()));
            subscribers.forget(text.from());
        } else {
            answer(text, "help", Map.of("code", settings.ussdCode()));
        }
    }

    private void resend(InboundText text, TextCommand.Resend resend) {
        List<Purchases.MySale> mine = purchases.tokens(text.from());
        Outcome outcome = chosen(mine, resend.which())
                .map(sale -> purchases.sendAgain(asker(text), sale.reference()))
                .orElse(Outcome.TOKEN_UNKNOWN);
        if (outcome != Outcome.OK) {
            answer(text, "resend." + outcome, Map.of("code", settings.ussdCode()));
        }
    }

    private static Optional<Purchases.MySale> chosen(List<Purchases.MySale> mine, String which) {
        if (which.isEmpty()) {
            return mine.stream().findFirst();
        }
        if (which.matches("[1-9]")) {
            return mine.stream().skip(Integer.parseInt(which) - 1L).findFirst();
        }
        String drn = Meters.drnOf(which).orElse("");
        return mine.stream()
                .filter(sale -> sale.reference().equals(which) || sale.drn().equals(drn))
                .findFirst();
    }

    private void status(InboundText text) {
        Optional<Purchases.MySale> last = purchases.last(text.from());
        if (last.isEmpty()) {
            answer(text, "status.none", Map.of("code", settings.ussdCode()));
        } else {
            owe(text, purchases.described(last.get(), subscribers.languageOf(text.from())));
        }
    }

    private void meters(InboundText text) {
        List<Purchases.MyMeter> mine = purchases.meters(text.from());
        if (mine.isEmpty()) {
            answer(text, "meters.none", Map.of());
        } else {
            String lines = mine.stream()
                    .map(meter -> (meter.drn() + " " + meter.nickname()).strip())
                    .collect(Collectors.joining("\n"));
            answer(text, "meters", Map.of("meters", lines));
        }
    }

    private void speak(InboundText text, TextCommand.Language language) {
        language.code().ifPresent(code -> subscribers.speak(text.from(), code));
        answer(text, language.code().isPresent() ? "language.set" : "language.choose", Map.of());
    }

    private Asker asker(InboundText text) {
        return new Asker(text.from(), text.link(), subscribers.languageOf(text.from()));
    }

    private void buy(InboundText text, TextCommand.Buy buy) {
        MeterLookup lookup = lookUps.find(buy.meter(), text.from());
        if (lookup instanceof MeterLookup.Refused refused && refused.outcome() == Outcome.TOO_MANY) {
            answer(text, "look_up.TOO_MANY", Map.of("until", told(lookUps.next(text.from()))));
        } else if (lookup instanceof MeterLookup.Refused refused) {
            answer(text, refused.outcome().name(), Map.of("meter", buy.meter()));
        } else if (lookup instanceof MeterLookup.Found found) {
            Optional<Money> amount = buy.amount();
            if (amount.isEmpty()) {
                answer(text, Outcome.AMOUNT_INVALID.name(), Map.of());
            } else {
                pay(text, found.meter(), amount.get(), buy);
            }
        }
    }

    /** What he wants to pay with has to be one of his wallets; a word that is none is taken for a part of the amount. */
    private void pay(InboundText text, Meter meter, Money amount, TextCommand.Buy buy) {
        List<Payments.Choice> choices = buy.wallet().isEmpty() ? List.of() : vending.wallets(text.from());
        Optional<Payments.Choice> chosen = choices.stream()
                .filter(choice -> choice.isMeantBy(buy.wallet()))
                .findFirst();
        if (buy.wallet().isEmpty() || chosen.isPresent()) {
            sell(
                    text,
                    new Order(
                            meter,
                            amount,
                            buy.again(),
                            chosen.map(Payments.Choice::name).orElse("")));
        } else if (choices.size() < 2) {
            answer(text, Outcome.AMOUNT_INVALID.name(), Map.of());
        } else {
            String labels = choices.stream().map(Payments.Choice::label).collect(Collectors.joining(", "));
            answer(text, "wallet.choose", Map.of("wallets", labels));
        }
    }

    /** What is to be bought, and with which wallet; empty for the usual one. */
    private record Order(Meter meter, Money amount, boolean again, String wallet) {}

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

    private void sell(InboundText text, Order order) {
        Quote.Result result =
                vending.quote(order.meter(), text.from(), order.amount().amount(), order.wallet());
        if (result instanceof Quote.Result.Refused refused) {
            answer(
                    text,
                    refused.outcome().name(),
                    Map.of(
                            "meter", order.meter().drn(),
                            "minimum", refused.minimum().toString(),
                            "maximum", refused.maximum().toString(),
                            "until", until()));
        } else if (result instanceof Quote.Result.Quoted quoted) {
            order(text, quoted.quote(), order);
        }
    }

    /** The same purchase as a few minutes ago is asked about; the same text that came twice is one order. */
    private void order(InboundText text, Quote quote, Order order) {
        String key = requestKey(text);
        Optional<Purchases.MySale> before = order.again() || vending.hasSold(key)
                ? Optional.empty()
                : purchases.repeated(text.from(), quote.meter().drn(), quote.amount());
        if (before.isPresent()) {
            answer(
                    text,
                    "repeated",
                    Map.of(
                            "reference", before.get().reference(),
                            "meter", quote.meter().drn(),
                            "amount", quote.amount().amount().toPlainString()));
            return;
        }
        Asker asker = asker(text);
        Sale.Request request =
                new Sale.Request(key, Channel.SMS, text.link(), text.from(), asker.language(), order.wallet());
        Confirmation confirmation = vending.confirm(request, quote);
        if (confirmation instanceof Confirmation.Changed changed) {
            // nobody has seen the first quote, so the second is as good; this transaction holds what it stands on
            confirmation = vending.confirm(request, changed.quote());
        }
        if (confirmation instanceof Confirmation.Refused refused) {
            Map<String, String> values =
                    Map.of("until", until(), "minimum", refused.minimum().toString());
            answer(text, refused.outcome().name(), values);
        }
    }

    /** When sales go on: a time of the day, with its date where that is more than a day away. */
    private String until() {
        return told(announcements.maintenance().orElseGet(clock::instant));
    }

    private String told(Instant until) {
        DateTimeFormatter format = until.isAfter(clock.instant().plus(DAY)) ? MINUTE : TIME;
        return format.format(until.atZone(settings.timeZone()));
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
        owe(text, templates.render(subscribers.languageOf(text.from()), template, values));
    }

    private void owe(InboundText text, String answer) {
        outbox.owe(
                "answer " + text.messageId(), Message.Kind.ANSWER, Optional.empty(), text.link(), text.from(), answer);
    }
}
