package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.delivery.Message;
import io.tokenline.delivery.Outbox;
import io.tokenline.delivery.Templates;
import io.tokenline.token.MadeToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a customer is told about his sale, each text once. */
@ApplicationScoped
class Notices {

    private final Outbox outbox;
    private final Templates templates;
    private final Settings settings;

    @Inject
    Notices(Outbox outbox, Templates templates, Settings settings) {
        this.outbox = outbox;
        this.templates = templates;
        this.settings = settings;
    }

    /** The wallet is about to ask: only for those who have no screen to read it on. */
    void requested(Sale sale) {
        owe(
                sale,
                Message.Kind.PAYMENT,
                "requested",
                Map.of("meter", sale.meter().drn()));
    }

    /** Here is the token, and before it those of a key change where there is one. */
    void token(Sale sale, List<MadeToken> tokens) {
        Map<String, String> values = new HashMap<>(tokenValues(sale, tokens, sale.language()));
        owe(sale, Message.Kind.TOKEN, tokenTemplate(tokens), values);
    }

    /**
     * The same once more, for somebody who may have it.
     *
     * @param key names the message
     * @return false where it was sent before under this key
     */
    boolean tokenAgain(Sale sale, List<MadeToken> tokens, String key, Asker asker) {
        if (outbox.owes(key)) {
            return false;
        }
        Map<String, String> values = new HashMap<>(tokenValues(sale, tokens, asker.language()));
        values.put("reference", sale.reference());
        values.put("amount", sale.amount().toString());
        outbox.owe(
                key,
                Message.Kind.SERVICE_TOKEN,
                Optional.of(sale.reference()),
                asker.link(),
                asker.msisdn(),
                templates.render(asker.language(), tokenTemplate(tokens), values));
        return true;
    }

    /**
     * How a purchase stands, in a sentence.
     *
     * @param unanswered whether its wallet was asked and has not said what became of the payment
     */
    String described(Purchases.MySale sale, boolean unanswered, String language) {
        String standing = unanswered ? SaleState.PAYMENT_UNKNOWN.name() : standing(sale);
        return templates.render(
                language,
                "status." + standing,
                Map.of(
                        "reference", sale.reference(),
                        "meter", sale.drn(),
                        "amount", sale.amount().toString()));
    }

    /** Of failures, what failed: not every wallet that took no money has declined. */
    private static String standing(Purchases.MySale sale) {
        if (sale.state() != SaleState.PAYMENT_FAILED) {
            return (sale.state().isReturning() ? SaleState.REFUND_PENDING : sale.state()).name();
        }
        return switch (sale.reason()) {
            case PAYMENT_UNREACHABLE -> sale.reason().name();
            case PAYMENT_DECLINED, PAYMENT_NO_FUNDS, PAYMENT_WRONG_PIN, PAYMENT_LIMIT, PAYMENT_NOT_REGISTERED ->
                Outcome.PAYMENT_DECLINED.name();
            case OK, PAYMENT_BUSY, WALLET_UNAVAILABLE -> SaleState.PAYMENT_FAILED.name();
            default -> "released"; // what was held was let go, for whatever kept the token from being made
        };
    }

    private String tokenTemplate(List<MadeToken> tokens) {
        if (tokens.size() > 1) {
            return "token.key_change";
        }
        return settings.receipts() == Settings.Receipts.SHORT ? "token.short" : "token";
    }

    private Map<String, String> tokenValues(Sale sale, List<MadeToken> tokens, String language) {
        MadeToken credit = tokens.get(tokens.size() - 1);
        String lines = sale.lines().stream()
                .map(line -> name(line, sale, language) + ":"
                        + new Money(line.amountMinor(), sale.amount().currency())
                                .amount()
                                .toPlainString())
                .collect(Collectors.joining("\n"));
        Map<String, String> values = new HashMap<>(Map.of(
                "meter", sale.meter().drn(),
                "token", credit.token().grouped(),
                "units", Quote.kilowattHours(credit.unitsTenths()),
                "lines", lines));
        List<MadeToken> keys = tokens.subList(0, tokens.size() - 1);
        values.put("keys", keyLines(language, keys));
        values.put("count", Integer.toString(keys.size()));
        return values;
    }

    /** Frozen in the language of the sale; in another one the tariff's own name has to do. */
    private static String name(SaleLine line, Sale sale, String language) {
        return language.equals(sale.language()) && line.text() != null ? line.text() : line.name();
    }

    /** The tokens of a key change once more. */
    void keyChangeAgain(Sale sale, List<MadeToken> keys, int time) {
        Map<String, String> values = Map.of(
                "meter", sale.meter().drn(),
                "keys", keyLines(sale.language(), keys),
                "count", Integer.toString(keys.size()),
                "reference", sale.reference());
        outbox.owe(
                sale.reference() + " key_change " + time,
                Message.Kind.SERVICE_TOKEN,
                Optional.of(sale.reference()),
                sale.link(),
                sale.msisdn(),
                templates.render(sale.language(), "key_change.again", values));
    }

    /**
     * A token that the utility asked for.
     *
     * @param drn of the meter that takes it
     */
    void service(EngineeringRequest request, String drn, Msisdn to, MadeToken token) {
        String language = request.language();
        String value = request.kind().shown(request.value());
        String what = templates.render(language, "service." + request.kind(), Map.of("value", value));
        Map<String, String> values =
                Map.of("meter", drn, "what", what, "token", token.token().grouped(), "reference", request.reference());
        outbox.owe(
                request.reference() + " service",
                Message.Kind.SERVICE_TOKEN,
                Optional.empty(),
                outbox.linkOf(to),
                to,
                templates.render(language, "token.service", values));
    }

    private String keyLines(String language, List<MadeToken> keys) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> templates.render(
                        language,
                        "key_change.line",
                        Map.of(
                                "number", Integer.toString(i + 1),
                                "token", keys.get(i).token().grouped())))
                .collect(Collectors.joining("\n"));
    }

    /**
     * No money was taken, or nobody knows.
     *
     * @param doubted whether he was told before that nobody knows
     */
    void unpaid(Sale sale, Outcome reason, boolean doubted) {
        Map<String, String> values = Map.of("code", settings.ussdCode());
        if (doubted && reason == Outcome.PAYMENT_EXPIRED) {
            owe(sale, Message.Kind.PAYMENT, "unpaid.NOT_TAKEN", values);
            return;
        }
        switch (reason) {
            case WALLET_UNAVAILABLE -> owe(sale, Message.Kind.PAYMENT, reason.name(), values);
            case PAYMENT_CANCELLED,
                    PAYMENT_EXPIRED,
                    PAYMENT_UNKNOWN,
                    PAYMENT_NO_FUNDS,
                    PAYMENT_WRONG_PIN,
                    PAYMENT_UNREACHABLE,
                    PAYMENT_BUSY,
                    PAYMENT_LIMIT,
                    PAYMENT_NOT_REGISTERED -> owe(sale, Message.Kind.PAYMENT, "unpaid." + reason, values);
            case PAYMENT_AMOUNT_MISMATCH -> released(sale);
            default -> owe(sale, Message.Kind.PAYMENT, "unpaid." + Outcome.PAYMENT_DECLINED, values);
        }
    }

    /** There is no token, and the money that was held is the customer's again. */
    void released(Sale sale) {
        owe(sale, Message.Kind.PAYMENT, "released", Map.of());
    }

    /** Money went back: the sale's own, or what came twice, and that may be more than once. */
    void refunded(Sale sale, String refundId, Money returned, boolean own) {
        String template = own ? "refunded" : "refunded.extra";
        String key = sale.reference() + " refunded " + refundId;
        owe(sale, key, Message.Kind.PAYMENT, template, Map.of("received", returned.toString()));
    }

    /** It goes on, and he is not to pay again: the token is on its way, or nobody knows yet whether he has paid. */
    void waiting(Sale sale) {
        owe(sale, Message.Kind.PAYMENT, "waiting." + sale.state(), Map.of());
    }

    /** The money is here, a person looks after the rest. */
    void review(Sale sale, Outcome reason) {
        String template = switch (reason) {
            case PAYMENT_AMOUNT_MISMATCH, QUOTE_CHANGED -> "review." + reason;
            default -> "review";
        };
        owe(
                sale,
                Message.Kind.PAYMENT,
                template,
                Map.of("received", sale.received().toString()));
    }

    private void owe(Sale sale, Message.Kind kind, String template, Map<String, String> values) {
        owe(sale, sale.reference() + " " + template, kind, template, values);
    }

    private void owe(Sale sale, String key, Message.Kind kind, String template, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("reference", sale.reference());
        all.put("amount", sale.amount().toString());
        outbox.owe(
                key,
                kind,
                Optional.of(sale.reference()),
                sale.link(),
                sale.msisdn(),
                templates.render(sale.language(), template, all));
    }
}
