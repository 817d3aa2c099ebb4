package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.payment.PaymentView;
import io.tokenline.token.MadeToken;
import io.tokenline.vending.Quote;
import io.tokenline.vending.SaleView;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sale as the API tells it: money in the currency's main unit, energy in kWh.
 *
 * @param typed what the customer typed; {@code amount} is what the wallet was asked for
 * @param freeUnits of the units, given free of charge
 * @param remainder what rounding the units left over
 * @param month whose counters it is part of, such as 2026-03
 * @param counted whether they count it now
 * @param excess what of its charges others had paid before its money came late: it is the customer's
 * @param lines of the receipt; they add up to the amount
 */
public record SaleBody(
        long id,
        String reference,
        String state,
        @Nullable Outcome reason,
        String meter,
        String msisdn,
        String channel,
        String link,
        String currency,
        String amount,
        String units,
        String tariff,
        String createdAt,
        String typed,
        String received,
        String freeUnits,
        String remainder,
        @Nullable String month,
        boolean counted,
        String excess,
        List<Line> lines,
        List<Event> timeline,
        List<Payment> payments,
        List<MessagesResource.Listed> messages,
        List<Token> tokens) {

    private static final int SHOWN = 4;

    /** A sale in a list; the phone is masked. */
    public record Listed(
            long id,
            String reference,
            String state,
            @Nullable Outcome reason,
            String meter,
            String msisdn,
            String channel,
            String link,
            String currency,
            String amount,
            String units,
            String tariff,
            String createdAt) {

        static Listed of(SaleView sale) {
            return of(sale, false);
        }

        static Listed of(SaleView sale, boolean whole) {
            return new Listed(
                    sale.id(),
                    sale.reference(),
                    sale.state().name(),
                    sale.reason().orElse(null),
                    sale.meter(),
                    whole ? sale.msisdn().digits() : sale.msisdn().masked(),
                    sale.channel().name(),
                    sale.link(),
                    sale.toPay().currency().getCurrencyCode(),
                    sale.toPay().amount().toPlainString(),
                    Quote.kilowattHours(sale.unitsTenths()),
                    sale.tariff(),
                    sale.createdAt().toString());
        }

        /** Without the phone. */
        @Override
        public String toString() {
            return "Listed[" + reference + "]";
        }
    }

    /** A line of the receipt; {@code text} is what the customer reads. */
    public record Line(String name, String text, String amount) {}

    /** A state that the sale was in. */
    public record Event(String state, @Nullable Outcome reason, String at) {}

    /** A time that a wallet was asked; {@code externalId} is the wallet's own reference. */
    public record Payment(
            String id,
            String provider,
            String state,
            @Nullable Outcome reason,
            @Nullable String externalId,
            String amount,
            int tries,
            String createdAt,
            String changedAt) {

        static Payment of(PaymentView payment) {
            return new Payment(
                    payment.id(),
                    payment.provider(),
                    payment.state().name(),
                    payment.reason().orElse(null),
                    payment.externalId().orElse(null),
                    payment.amount().amount().toPlainString(),
                    payment.tries(),
                    payment.createdAt().toString(),
                    payment.changedAt().toString());
        }
    }

    /** A token, in the order in which the customer enters them. */
    public record Token(String kind, String token, String units) {

        static Token of(MadeToken made, boolean whole) {
            String digits = made.token().digits();
            String masked = digits.substring(0, SHOWN) + "…" + digits.substring(digits.length() - SHOWN);
            return new Token(
                    made.kind().name(),
                    whole ? made.token().grouped() : masked,
                    Quote.kilowattHours(made.unitsTenths()));
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Token[" + kind + "]";
        }
    }

    /**
     * What the API tells.
     *
     * @param revealed whether tokens and phone are shown whole
     */
    static SaleBody of(SaleView.Whole whole, boolean revealed) {
        Listed sale = Listed.of(whole.sale(), revealed);
        return new SaleBody(
                sale.id(),
                sale.reference(),
                sale.state(),
                sale.reason(),
                sale.meter(),
                sale.msisdn(),
                sale.channel(),
                sale.link(),
                sale.currency(),
                sale.amount(),
                sale.units(),
                sale.tariff(),
                sale.createdAt(),
                whole.sale().typed().amount().toPlainString(),
                whole.received().amount().toPlainString(),
                Quote.kilowattHours(whole.freeTenths()),
                whole.remainder().stripTrailingZeros().toPlainString(),
                whole.month().map(YearMonth::toString).orElse(null),
                whole.held(),
                whole.excess().amount().toPlainString(),
                whole.lines().stream()
                        .map(line -> new Line(
                                line.name(), line.text(), line.amount().amount().toPlainString()))
                        .toList(),
                whole.timeline().stream()
                        .map(event -> new Event(
                                event.state().name(),
                                event.reason().orElse(null),
                                event.at().toString()))
                        .toList(),
                whole.payments().stream().map(Payment::of).toList(),
                whole.messages().stream().map(MessagesResource.Listed::of).toList(),
                whole.tokens().stream().map(made -> Token.of(made, revealed)).toList());
    }

    /** Without what may not be written anywhere. */
    @Override
    public String toString() {
        return "SaleBody[" + reference + "]";
    }
}
