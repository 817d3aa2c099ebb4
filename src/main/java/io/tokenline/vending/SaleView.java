package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.delivery.MessageView;
import io.tokenline.payment.PaymentView;
import io.tokenline.token.MadeToken;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * A sale as staff see it.
 *
 * @param meter its number as it stands on the meter
 * @param toPay what the wallet is asked for
 * @param typed what the customer typed
 * @param tariff name and version
 * @param unitsTenths on the token, bought and free, in 0.1 kWh
 */
public record SaleView(
        long id,
        String reference,
        SaleState state,
        Optional<Outcome> reason,
        String meter,
        Msisdn msisdn,
        Channel channel,
        String link,
        Money toPay,
        Money typed,
        String tariff,
        long unitsTenths,
        Instant createdAt) {

    static SaleView of(Sale sale) {
        return new SaleView(
                sale.id(),
                sale.reference(),
                sale.state(),
                sale.reason(),
                sale.meter().drn(),
                sale.msisdn(),
                sale.channel(),
                sale.link(),
                sale.amount(),
                sale.typed(),
                sale.tariff(),
                sale.unitsTenths(),
                sale.createdAt());
    }

    /**
     * All of it.
     *
     * @param received what came in
     * @param freeTenths of the units, given free of charge
     * @param remainder what rounding the units left over, in the currency's main unit
     * @param month whose counters it is part of; empty for old sales
     * @param held whether they count it now
     * @param excess what of its charges others had paid before its money came late
     * @param tokens those made for it; empty where there are none, or the key store is closed
     */
    public record Whole(
            SaleView sale,
            Money received,
            long freeTenths,
            BigDecimal remainder,
            Optional<YearMonth> month,
            boolean held,
            Money excess,
            List<Line> lines,
            List<Event> timeline,
            List<PaymentView> payments,
            List<MessageView> messages,
            List<MadeToken> tokens) {}

    /**
     * A line of the receipt.
     *
     * @param name that the tariff calls it by
     * @param text that the customer reads
     */
    public record Line(String name, String text, Money amount) {}

    /** A state that it was in. */
    public record Event(SaleState state, Optional<Outcome> reason, Instant at) {}
}
