package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.delivery.Message;
import io.tokenline.delivery.Outbox;
import io.tokenline.delivery.Templates;
import io.tokenline.token.sts.Token20;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** Here is the token. */
    void token(Sale sale) {
        Sale.IssuedToken token = sale.tokens().get(0);
        String lines = sale.lines().stream()
                .map(line -> line.name() + ":"
                        + new Money(line.amountMinor(), sale.amount().currency())
                                .amount()
                                .toPlainString())
                .collect(Collectors.joining("\n"));
        owe(
                sale,
                Message.Kind.TOKEN,
                "token",
                Map.of(
                        "meter", sale.meter().drn(),
                        "token", new Token20(token.digits()).grouped(),
                        "units", Quote.kilowattHours(token.unitsTenths()),
                        "lines", lines));
    }

    /** No money was taken. */
    void unpaid(Sale sale, Outcome reason) {
        Outcome told = switch (reason) {
            case PAYMENT_CANCELLED, PAYMENT_EXPIRED -> reason;
            default -> Outcome.PAYMENT_DECLINED;
        };
        owe(sale, Message.Kind.PAYMENT, "unpaid." + told, Map.of("code", settings.ussdCode()));
    }

    /** The money is here, a person looks after the rest. */
    void review(Sale sale, Outcome reason) {
        String template = reason == Outcome.PAYMENT_AMOUNT_MISMATCH ? "review." + reason : "review";
        owe(
                sale,
                Message.Kind.PAYMENT,
                template,
                Map.of("received", sale.received().toString()));
    }

    private void owe(Sale sale, Message.Kind kind, String template, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("reference", sale.reference());
        all.put("amount", sale.amount().toString());
        outbox.owe(
                sale.reference() + " " + template,
                kind,
                Optional.of(sale.reference()),
                sale.link(),
                sale.msisdn(),
                templates.render(sale.language(), template, all));
    }
}
