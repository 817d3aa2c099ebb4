package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.metering.Debts;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterAccount;
import io.tokenline.metering.MeterFixture;
import io.tokenline.payment.FakeWallet;
import io.tokenline.payment.PaymentListener;
import io.tokenline.tariff.ReceiptLine;
import io.tokenline.tariff.book.TariffFixture;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What sales take of months, fixed charges and debts, and give back, on whichever database. */
abstract class ReservationsContract {

    private final Database database;
    private final Shop shop;
    private final Meter meter;
    private int dials;

    ReservationsContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.meter = on("demo-fixed", 4712);
    }

    private Meter on(String tariff, int serial) {
        Meter entered = MeterFixture.register(shop.rooms, serial);
        TariffFixture.bringIn(shop.rooms, tariff);
        database.execute("update meter set tariff = '" + tariff + "' where id = " + entered.id());
        return entered;
    }

    private void owe(Meter of, String name, long remaining, long fixed, String rate) {
        database.tx(() -> shop.rooms
                .get(Debts.class)
                .enter(
                        of.id(),
                        new MeterAccount.OpenDebt(
                                0, name, remaining, fixed, new BigDecimal(rate), 0, OptionalLong.empty())));
    }

    private String sell(String amount) {
        return shop.sell(meter, "dial " + dials++, amount);
    }

    private static String lines(Quote quote) {
        return quote.breakdown().lines().stream()
                .map(line -> line.name() + " " + line.amount())
                .toList()
                .toString();
    }

    private String month() {
        return database.names("select units_tenths || ' ' || fixed_owed_minor || ' ' || free_tenths || ' ' || sales"
                        + " from meter_month where meter_id = " + meter.id() + " order by calendar_month desc")
                .get(0);
    }

    /** As whoever returns the money of a sale does. */
    private void refund(String reference) {
        database.tx(() -> shop.rooms
                .get(Reservations.class)
                .giveBack(shop.rooms.get(SaleStore.class).lock(reference).orElseThrow()));
    }

    @Test
    void theFirstPurchaseOfAMonthPaysTheFixedChargeAndTheNextDoesNot() {
        assertEquals("[Energy 158.62, Fixed charge 100.00, VAT 16% 41.38]", lines(shop.quote(meter, "300")));
        sell("300");
        assertEquals("[Energy 258.62, VAT 16% 41.38]", lines(shop.quote(meter, "300")));
        ZoneId zone = database.settings().timeZone();
        LocalDate today = LocalDate.ofInstant(database.clock().instant(), zone);
        LocalDate next = today.plusMonths(1).withDayOfMonth(1);
        database.clock().set(next.atStartOfDay(zone).toInstant().minusMillis(1));
        assertEquals("[Energy 258.62, VAT 16% 41.38]", lines(shop.quote(meter, "300")));
        database.clock().set(next.atStartOfDay(zone).toInstant());
        assertEquals("[Energy 158.62, Fixed charge 100.00, VAT 16% 41.38]", lines(shop.quote(meter, "300")));
    }

    @Test
    void theMonthsEnergyRaisesThePriceAndASaleThatFailsLowersItAgain() {
        String reference = sell("3000");
        String dear = shop.quote(meter, "500").units();
        shop.vending.unpaid(reference, Outcome.PAYMENT_EXPIRED);
        sell("300");
        assertNotEquals(dear, shop.quote(meter, "500").units());
        assertTrue(new BigDecimal(dear)
                        .compareTo(new BigDecimal(shop.quote(meter, "500").units()))
                < 0);
    }

    @Test
    void whatFailsLeavesEverythingAsItWas() {
        owe(meter, "Loan", 600_00, 50_00, "0.2");
        for (Outcome end : List.of(Outcome.PAYMENT_DECLINED, Outcome.PAYMENT_CANCELLED, Outcome.PAYMENT_EXPIRED)) {
            String before = lines(shop.quote(meter, "500"));
            String reference = sell("500");
            assertNotEquals("0 0 0 0", month());
            shop.vending.unpaid(reference, end);
            assertEquals("0 0 0 0", month());
            assertEquals(before, lines(shop.quote(meter, "500")));
            assertEquals(600_00, database.count("select remaining_minor from debt"));
        }
    }

    @Test
    void debtsAreTakenInTheirOrderUntilTheyArePaidOff() {
        owe(meter, "Loan", 180_00, 50_00, "0.2");
        owe(meter, "Fine", 10_00, 10_00, "0");
        Quote first = shop.quote(meter, "500");
        assertEquals(
                List.of("Fixed charge 100.00", "Loan 150.00", "Fine 10.00"),
                first.charges().stream()
                        .map(line -> line.name() + " " + line.amount())
                        .toList());
        sell("500");
        Quote second = shop.quote(meter, "500");
        assertEquals(
                List.of("Loan 30.00"),
                second.charges().stream()
                        .map(line -> line.name() + " " + line.amount())
                        .toList());
        sell("500");
        assertEquals(List.of(), shop.quote(meter, "500").charges());
        assertEquals(0, database.count("select sum(remaining_minor) from debt"));
    }

    @Test
    void moneyThatComesLateTakesWhatItPaidForOnceMore() {
        owe(meter, "Loan", 600_00, 50_00, "0.2");
        String reference = sell("500");
        String held = month();
        shop.vending.unpaid(reference, Outcome.PAYMENT_EXPIRED);
        shop.pay(reference, "500");
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(held, month());
        assertEquals(450_00, database.count("select remaining_minor from debt"));
        assertEquals(0, (long) shop.look(reference, sale -> sale.holding().excessMinor()));
    }

    @Test
    void lateMoneyWhoseChargesOthersHavePaidBuysNothingAndTakesNothing() {
        owe(meter, "Loan", 200_00, 50_00, "0.2");
        String late = sell("500");
        shop.vending.unpaid(late, Outcome.PAYMENT_EXPIRED);
        sell("500");
        String before = month();
        shop.pay(late, "500");
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(late));
        assertEquals(before, month());
        assertEquals(50_00, database.count("select remaining_minor from debt"));
    }

    @Test
    void lateMoneyThatWouldBuyLessByNowIsNotSold() {
        String late = sell("3000");
        shop.vending.unpaid(late, Outcome.PAYMENT_CANCELLED);
        sell("3000");
        shop.pay(late, "3000");
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(late), "the cheap units of the month are taken");
    }

    @Test
    void aSaleWhoseMoneyGoesBackGivesItsMonthBack() {
        owe(meter, "Loan", 600_00, 50_00, "0.2");
        String reference = sell("500");
        shop.vending.paid(reference, FakeWallet.kes(490_00));
        assertNotEquals("0 0 0 0", month());
        shop.vending.returning(reference, PaymentListener.Returning.REQUESTED);
        shop.vending.refunded(reference, "back", FakeWallet.kes(490_00), true);
        assertEquals("0 0 0 0", month());
        assertEquals(600_00, database.count("select remaining_minor from debt"));
    }

    @Test
    void aRefundGivesBackOnceHoweverOftenItIsAskedFor() {
        owe(meter, "Loan", 600_00, 50_00, "0.2");
        String reference = sell("500");
        shop.pay(reference, "500");
        refund(reference);
        refund(reference);
        assertEquals("0 0 0 0", month());
        assertEquals(600_00, database.count("select remaining_minor from debt"));
    }

    @Test
    void aQuoteThatNoLongerHoldsIsNotSoldButQuotedAnew() {
        Quote stale = shop.quote(meter, "300");
        sell("300");
        Confirmation.Changed changed =
                assertInstanceOf(Confirmation.Changed.class, shop.vending.confirm(Shop.request("late"), stale));
        assertEquals(1, database.count("select count(*) from sale"));
        assertEquals("[Energy 258.62, VAT 16% 41.38]", lines(changed.quote()));
        assertInstanceOf(Confirmation.Sold.class, shop.vending.confirm(Shop.request("late"), changed.quote()));
    }

    @Test
    void aQuoteWhosePriceIsTheSameIsSoldThoughTheMeterHasBoughtSince() {
        Quote stale = shop.quote("300");
        shop.sell("another", "500");
        assertInstanceOf(Confirmation.Sold.class, shop.vending.confirm(Shop.request("dial"), stale));
    }

    @Test
    void aQuoteKeepsItsVersionThoughAnotherHoldsByNow() {
        Quote quote = shop.quote(meter, "300");
        TariffFixture.activate(
                shop.rooms,
                TariffFixture.file("demo-fixed")
                        .replace("version: \"1\"", "version: \"2\"")
                        .replace("2025-01-01", "2026-03-01")
                        .replace("16.00", "30.00"));
        Confirmation sold = shop.vending.confirm(Shop.request("dial"), quote);
        String reference = sold.sale().orElseThrow().reference();
        assertEquals("demo-fixed/1", shop.look(reference, Sale::tariff));
        assertEquals("demo-fixed/2", shop.quote(meter, "300").tariff());
    }

    @Test
    void whatRoundingLeftOverIsKeptWithTheSale() {
        Quote quote = shop.quote("200");
        String reference = shop.sell("dial", "200");
        BigDecimal kept = shop.look(reference, Sale::remainder);
        assertEquals(0, quote.breakdown().remainder().compareTo(kept));
        assertTrue(kept.signum() > 0, kept::toString);
    }

    @Test
    void freeEnergyIsGivenOnceAMonth() {
        database.execute("update meter set free_tenths = 50");
        long bought = shop.quote(meter, "300").breakdown().wattHours() / 100;
        assertEquals(bought + 50, shop.quote(meter, "300").breakdown().unitsTenths());
        String reference = sell("300");
        assertEquals(bought + 50, (long) shop.look(reference, Sale::unitsTenths));
        assertEquals(0, shop.quote(meter, "300").breakdown().freeWattHours());
        shop.vending.unpaid(reference, Outcome.PAYMENT_DECLINED);
        assertEquals(50 * 100, shop.quote(meter, "300").breakdown().freeWattHours());
    }

    @Test
    void anAmountThatIsEatenByChargesIsRefusedWithTheLeastThatBuysAnything() {
        Meter swallowing = on("swallowing", 4713);
        Quote.Result.Refused refused = assertInstanceOf(Quote.Result.Refused.class, shop.quoted(swallowing, "100"));
        assertEquals(Outcome.AMOUNT_TOO_LOW, refused.outcome());
        BigDecimal least = refused.minimum().amount();
        assertEquals("0.1", shop.quote(swallowing, least.toPlainString()).units());
        String less = least.subtract(new BigDecimal("0.01")).toPlainString();
        assertEquals(refused, shop.quoted(swallowing, less));
    }

    @Test
    void aFeeOnTopIsAskedOfTheWalletAndSeenBeforehand() {
        Meter swallowing = on("swallowing", 4713);
        Quote quote = shop.quote(swallowing, "400");
        assertEquals(kes(405_00), quote.toPay());
        assertTrue(quote.charges().stream().anyMatch(line -> line.kind() == ReceiptLine.Kind.FEE));
        String reference = shop.sell(swallowing, "dial", "400");
        assertEquals(405_00, database.count("select amount_minor from payment_attempt"));
        assertEquals(405_00, database.count("select sum(amount_minor) from sale_line"));
        assertEquals(kes(400_00), shop.look(reference, Sale::typed));
        shop.pay(reference, "405");
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertTrue(shop.rooms
                .get(Purchases.class)
                .repeated(Shop.PHONE, swallowing.drn(), kes(400_00))
                .isPresent());
    }

    @Test
    void theReceiptIsWrittenInTheLanguageOfTheSale() {
        Sale.Request request = new Sale.Request("dial sw", Channel.USSD, "sandbox", Shop.PHONE, "sw");
        String reference = shop.vending
                .confirm(request, shop.quote(meter, "300"))
                .sale()
                .orElseThrow()
                .reference();
        shop.pay(reference, "300");
        String text = shop.texts(reference).get(0);
        assertTrue(text.contains("Umeme:158.62\nAda ya mwezi:100.00\nVAT 16%:41.38\n"), text);
        assertEquals(
                List.of("energy", "fixed charge", "vat 16%"),
                database.names("select name from sale_line order by position"));
    }

    @Test
    void aMeterOwesTheChargesOfAllMonthsSinceItWasEnteredOrLastCharged() {
        Meter swallowing = on("swallowing", 4715);
        assertEquals(1, shop.quote(swallowing, "2000").situation().fixedMonths());
        database.execute("update meter set created_at = timestamp with time zone '2025-12-31 21:30:00+00'");
        assertEquals(
                3, shop.quote(swallowing, "2000").situation().fixedMonths(), "January had begun in the utility's zone");
        shop.sell(swallowing, "dial", "2000");
        assertEquals(0, shop.quote(swallowing, "2000").situation().fixedMonths());
        database.clock().pass(Duration.ofDays(62));
        assertEquals(2, shop.quote(swallowing, "2000").situation().fixedMonths());
    }

    @Test
    void aMeterWhoseTariffDoesNotExistIsRefusedAndNotFailed() {
        database.execute("update meter set tariff = 'none-such'");
        assertEquals(new Quote.Result.Refused(Outcome.TARIFF_MISSING, kes(0), kes(0)), shop.quoted(meter, "300"));
    }

    @Test
    void aMeterThatMovesToAHigherClassIsFoundByItsLastThreeMonths() {
        Meter everything = on("swallowing", 4714);
        database.execute(
                "insert into meter_month (meter_id, calendar_month, units_tenths, fixed_owed_minor, free_tenths) values ("
                        + everything.id() + ", date '2026-01-01', 900, 0, 0), (" + everything.id()
                        + ", date '2026-02-01', 600, 0, 0)");
        Quote quote = shop.quote(everything, "400");
        assertEquals(1500, quote.situation().averageTenths(), "it was entered this month: over one month at least");
        database.execute("update meter set created_at = timestamp with time zone '2025-01-01 00:00:00+00'");
        assertEquals(500, shop.quote(everything, "400").situation().averageTenths());
    }
}
