package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.audit.AuditEvent;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The book says of every sale, in the commit of the change, where it came from and where it went. */
abstract class SaleTrailContract {

    private static final String CUSTOMER = AuditEvent.customer(Shop.PHONE);
    private static final String BY_CUSTOMER = CUSTOMER + ": NEW to PAYMENT_REQUESTED";

    private final Shop shop;
    private final Database database;

    SaleTrailContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
    }

    private List<String> trail(String reference) {
        return database.tx(() -> {
            List<?> rows = database.entities()
                    .createNativeQuery("select concat(actor, ': ', detail) from audit_event where action = :action"
                            + " and object = :object order by id")
                    .setParameter("action", SaleTrail.ACTION)
                    .setParameter("object", "sale " + reference)
                    .getResultList();
            return rows.stream().map(String::valueOf).toList();
        });
    }

    /** Whatever a sale went through stands in the book, each step once. */
    private void nothingIsMissing(String reference) {
        assertEquals(
                database.names("select e.state from sale_event e, sale s where s.id = e.sale_id and s.reference = '"
                        + reference + "' order by e.position"),
                trail(reference).stream()
                        .map(line -> line.replaceFirst(".* to ", "").replaceFirst(",.*", ""))
                        .map(state -> state.toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void aWholePurchaseIsThreeEvents() {
        String reference = shop.sell("dial 1", "200");
        assertEquals(List.of(BY_CUSTOMER), trail(reference));
        shop.pay(reference, "200");
        assertEquals(
                List.of(BY_CUSTOMER, "system: PAYMENT_REQUESTED to PAID", "system: PAID to TOKEN_ISSUED"),
                trail(reference));
        nothingIsMissing(reference);
        assertEquals(
                database.count("select count(*) from audit_event"),
                database.count("select count(*) from audit_unlinked"),
                "each waits for its link in the chain");
    }

    @Test
    void aFailureIsWrittenDownWithItsReasonAndOnce() {
        for (Outcome why : List.of(Outcome.PAYMENT_DECLINED, Outcome.PAYMENT_CANCELLED, Outcome.PAYMENT_EXPIRED)) {
            String reference = shop.sell("dial " + why, "200");
            shop.vending.unpaid(reference, why);
            shop.vending.unpaid(reference, why);
            assertEquals(
                    List.of(
                            BY_CUSTOMER,
                            "system: PAYMENT_REQUESTED to "
                                    + shop.state(reference).name() + ", " + why),
                    trail(reference));
            nothingIsMissing(reference);
        }
    }

    @Test
    void latePaymentIsWrittenDownBehindTheFailure() {
        String reference = shop.sell("dial 1", "200");
        shop.vending.unpaid(reference, Outcome.PAYMENT_EXPIRED);
        shop.pay(reference, "200");
        assertEquals(
                List.of(
                        BY_CUSTOMER,
                        "system: PAYMENT_REQUESTED to PAYMENT_EXPIRED, PAYMENT_EXPIRED",
                        "system: PAYMENT_EXPIRED to PAID",
                        "system: PAID to TOKEN_ISSUED"),
                trail(reference));
        nothingIsMissing(reference);
    }

    @Test
    void moneyThatIsHeldAndLetGoIsWrittenDown() {
        String kept = shop.sell("dial 1", "200");
        String lost = shop.sell("dial 2", "200");
        shop.vending.held(kept, kes(200_00));
        database.execute("delete from vending_key");
        shop.vending.held(lost, kes(200_00));
        assertEquals(
                List.of(BY_CUSTOMER, "system: PAYMENT_REQUESTED to HELD", "system: HELD to TOKEN_ISSUED"), trail(kept));
        assertEquals(
                List.of(
                        BY_CUSTOMER,
                        "system: PAYMENT_REQUESTED to HELD",
                        "system: HELD to PAYMENT_FAILED, KEY_NOT_LOADED"),
                trail(lost));
        nothingIsMissing(kept);
        nothingIsMissing(lost);
    }

    @Test
    void aCaseForAPersonIsWrittenDownWithItsReason() {
        String reference = shop.sell("dial 1", "200");
        shop.pay(reference, "190");
        assertEquals(
                List.of(BY_CUSTOMER, "system: PAYMENT_REQUESTED to MANUAL_REVIEW, PAYMENT_AMOUNT_MISMATCH"),
                trail(reference));
        nothingIsMissing(reference);
    }

    @Test
    void aRollbackLeavesNoEventOfWhatDidNotHappen() {
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    shop.sell("dial 1", "200");
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(0, database.count("select count(*) from audit_event where action = '" + SaleTrail.ACTION + "'"));
        String reference = shop.sell("dial 2", "200");
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    shop.pay(reference, "200");
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(List.of(BY_CUSTOMER), trail(reference));
        nothingIsMissing(reference);
    }

    @Test
    void whoeverActsInPersonIsNamed() {
        String reference = shop.sell("dial 1", "200");
        database.tx(() -> {
            Sale sale = shop.rooms.get(SaleStore.class).lock(reference, "amina").orElseThrow();
            sale.unpaid(Outcome.PAYMENT_EXPIRED, database.clock().instant());
        });
        assertEquals(
                "amina: PAYMENT_REQUESTED to PAYMENT_EXPIRED, PAYMENT_EXPIRED",
                trail(reference).get(1));
    }

    @Test
    void aSaleThatNobodyHoldsDoesNotChange() {
        String reference = shop.sell("dial 1", "200");
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> shop.look(reference, sale -> {
                    sale.unpaid(Outcome.PAYMENT_EXPIRED, database.clock().instant());
                    return sale;
                }));
        assertTrue(String.valueOf(refused.getMessage()).contains("is not held"), refused::getMessage);
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        nothingIsMissing(reference);
    }
}
