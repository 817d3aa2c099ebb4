package io.tokenline.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.vending.SaleFilter;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.SaleView;
import io.tokenline.vending.Sales;
import io.tokenline.vending.Shop;
import io.tokenline.vending.Vending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What staff see of sales, on whichever database. */
abstract class SaleBodyContract {

    private static final SaleFilter ALL =
            new SaleFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Database database;
    private final Shop shop;
    private final Sales sales;

    SaleBodyContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.sales = shop.rooms().get(Sales.class);
    }

    private List<String> found(SaleFilter filter) {
        return sales.page(filter, Long.MAX_VALUE, 10).stream()
                .map(SaleView::reference)
                .toList();
    }

    private SaleBody body(String reference, boolean revealed) {
        return SaleBody.of(sales.find(reference).orElseThrow(), revealed);
    }

    @Test
    void aSaleIsToldFromItsConfirmationToItsTokenAndItsLinesAddUp() {
        String reference = shop.sell("dial 1", "200");
        shop.pay(reference, "200");
        SaleBody body = body(reference, false);
        assertEquals("TOKEN_ISSUED", body.state());
        assertEquals("200.00", body.amount());
        assertEquals("200.00", body.received());
        assertEquals("8.6", body.units());
        assertEquals("demo/1", body.tariff());
        assertEquals("2026-03", body.month());
        assertTrue(body.counted());
        assertEquals(
                List.of("PAYMENT_REQUESTED", "PAID", "TOKEN_ISSUED"),
                body.timeline().stream().map(SaleBody.Event::state).toList());
        assertEquals(
                List.of("Energy 172.41", "VAT 16% 27.59"),
                body.lines().stream()
                        .map(line -> line.name() + " " + line.amount())
                        .toList());
        assertEquals(1, body.payments().size());
        assertEquals("fake", body.payments().get(0).provider());
        assertEquals(1, body.messages().size());
    }

    @Test
    void phoneAndTokenAreMaskedUnlessTheyAreRevealed() {
        String reference = shop.sell("dial 1", "200");
        shop.pay(reference, "200");
        SaleBody masked = body(reference, false);
        SaleBody revealed = body(reference, true);
        String token = revealed.tokens().get(0).token();
        assertTrue(shop.texts(reference).get(0).contains(token));
        assertEquals(
                token.substring(0, 4) + "…" + token.substring(token.length() - 4),
                masked.tokens().get(0).token());
        assertEquals(Shop.PHONE.masked(), masked.msisdn());
        assertEquals(Shop.PHONE.digits(), revealed.msisdn());
        for (Object told : List.of(
                revealed, revealed.tokens().get(0), sales.find(reference).orElseThrow())) {
            assertFalse(told.toString().contains(Shop.PHONE.digits()), told::toString);
            assertFalse(told.toString().contains(token.replace(" ", "")), told::toString);
        }
    }

    @Test
    void whoeverLooksBehindTheMaskIsWrittenDown() {
        String reference = shop.sell("dial 1", "200");
        sales.reveal("NONESUCH", "amina", "the customer asks");
        sales.reveal(reference, "amina", "the customer asks");
        assertEquals(
                List.of("amina sale_revealed sale " + reference.toLowerCase(java.util.Locale.ROOT)
                        + " the customer asks"),
                database.names("select actor || ' ' || action || ' ' || object || ' ' || detail from audit_event"
                        + " where action = 'SALE_REVEALED'"));
    }

    @Test
    void salesAreFoundByMeterPhoneStateAndTime() {
        String first = shop.sell("dial 1", "200");
        database.clock().pass(Duration.ofHours(1));
        String second = shop.sell("dial 2", "300");
        shop.rooms().get(Vending.class).unpaid(second, Outcome.PAYMENT_DECLINED);
        Optional<MeterPan> meter = Optional.of(shop.meter().pan());
        assertEquals(List.of(second, first), found(ALL));
        assertEquals(List.of(second, first), found(filter(meter, Optional.empty())));
        assertEquals(List.of(second), found(filter(meter, Optional.of(SaleState.PAYMENT_FAILED))));
        assertEquals(List.of(), found(filter(meter, Optional.of(SaleState.PAID))));
        assertEquals(
                List.of(first),
                found(new SaleFilter(
                        Optional.empty(),
                        Optional.of(Shop.PHONE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(database.clock().instant()))));
        assertEquals(
                List.of(second),
                found(new SaleFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(database.clock().instant()),
                        Optional.empty())));
        long newest = sales.page(ALL, Long.MAX_VALUE, 1).get(0).id();
        assertEquals(first, sales.page(ALL, newest, 1).get(0).reference());
    }

    private static SaleFilter filter(Optional<MeterPan> meter, Optional<SaleState> state) {
        return new SaleFilter(meter, Optional.empty(), state, Optional.empty(), Optional.empty());
    }
}
