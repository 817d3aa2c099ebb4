package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.metering.Debts;
import io.tokenline.metering.MeterAccount;
import io.tokenline.sms.InboundText;
import io.tokenline.sms.TextCommands;
import io.tokenline.tariff.book.TariffFixture;
import io.tokenline.vending.Shop;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a customer is told of the price before he pays, on whichever database. */
abstract class PricesContract {

    private static final Msisdn NEIGHBOUR = new Msisdn("254700654321");

    private final Database database;
    private final Shop shop;
    private final Dialogs dialogs;
    private final String drn;

    PricesContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.dialogs = ServedMenu.dialogs(shop.rooms().get(PrepaidActions.class), 100, database.clock());
        this.drn = shop.meter().drn();
        chargedBy("demo-fixed");
    }

    private void chargedBy(String tariff) {
        TariffFixture.bringIn(shop.rooms(), tariff);
        database.execute("update meter set tariff = '" + tariff + "'");
    }

    private void owes(String name, long minor) {
        database.tx(() -> shop.rooms()
                .get(Debts.class)
                .enter(
                        shop.meter().id(),
                        new MeterAccount.OpenDebt(0, name, minor, minor, BigDecimal.ZERO, 0, OptionalLong.empty())));
    }

    private String dial(Msisdn phone, String amount) {
        return dialogs.next(new UssdRequest(
                        "sandbox", phone, "7", UssdRequest.Kind.BEGIN, "*120*55*1*" + drn + "*" + amount + "#"))
                .text();
    }

    private String answer(Msisdn phone, String typed) {
        return dialogs.next(new UssdRequest("sandbox", phone, "7", UssdRequest.Kind.ANSWER, typed))
                .text();
    }

    @Test
    void chargesStandBetweenTheAmountAsTypedAndTheUnits() {
        owes("Debt", 150_00);
        String screen = dial(Shop.PHONE, "500");
        assertTrue(screen.contains("\nPay KES 500\nFixed charge 100.00, Debt 150.00\nYou get "), screen);
        assertTrue(answer(Shop.PHONE, "1").startsWith("Request "));
        String next = dial(Shop.PHONE, "600");
        assertTrue(next.contains("\nPay KES 600\nYou get "), next);
    }

    @Test
    void aPriceThatChangesBeforeTheYesIsShownAgainAndThenPaid() {
        String before = dial(Shop.PHONE, "300");
        assertTrue(before.contains("Fixed charge 100.00"), before);
        dial(NEIGHBOUR, "400");
        assertTrue(answer(NEIGHBOUR, "1").startsWith("Request "));
        String changed = answer(Shop.PHONE, "1");
        assertTrue(changed.startsWith("The price has changed. Please look again:\nMeter " + drn), changed);
        assertTrue(changed.contains("\nPay KES 300\nYou get "), changed);
        assertEquals(1, database.count("select count(*) from sale"));
        assertTrue(answer(Shop.PHONE, "1").startsWith("Request "));
        assertEquals(300_00, database.count("select min(amount_minor) from sale"));
    }

    @Test
    void anAmountThatChargesEatIsAskedAgainWithTheLeast() {
        chargedBy("swallowing");
        String screen = dial(Shop.PHONE, "100");
        assertTrue(screen.startsWith("For this meter the least is KES 14"), screen);
        assertTrue(screen.contains("How much do you want to buy"), screen);
    }

    @Test
    void chargesThatWouldFillTheScreenAreAddedUp() {
        for (int i = 1; i <= 6; i++) {
            owes("Instalment of the year 202" + i, 5_00);
        }
        String screen = dial(Shop.PHONE, "500");
        assertTrue(
                screen.contains("\nFixed charge 100.00, Instalment of the year 2021 5.00, + 25.00\nYou get "), screen);
    }

    @Test
    void aTextBuysAtThePriceOfItsMoment() {
        TextCommands texts = shop.rooms().get(TextCommands.class);
        texts.receive(new InboundText("sandbox", Shop.PHONE, "12055", "BUY " + drn + " 300", "m1", "f1"));
        texts.receive(new InboundText("sandbox", Shop.PHONE, "12055", "BUY " + drn + " 310", "m2", "f2"));
        assertEquals(List.of("10000", "0"), database.names("select fixed_paid_minor from sale order by id"));
    }
}
