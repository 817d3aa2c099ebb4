package io.tokenline.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.Database;
import io.tokenline.payment.waafi.WaafiKind;
import io.tokenline.payment.waafi.WaafiStandIn;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sales over WaafiPay on loopback: money is held, the token made, the money taken; on whichever database. */
abstract class HeldSalesContract {

    private final Database database;
    private final Shop shop;
    private final Payments payments;
    private final WaafiStandIn waafi = new WaafiStandIn(0);

    HeldSalesContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms().get(Payments.class);
        Map<String, String> texts =
                WalletFixture.texts("evc", "waafi", waafi.server().base());
        texts.put("tokenline.wallet.evc.merchant.uid", "M0910291");
        texts.put("tokenline.wallet.evc.api.user.id", "1000416");
        texts.put("tokenline.wallet.evc.api.key", "secret");
        Wallet wallet = WalletFixture.open(shop.rooms().get(WaafiKind.class), "evc", texts, database.clock());
        shop.rooms().get(Wallets.class).add(wallet, WalletFixture.terms("evc", texts));
    }

    @AfterEach
    void close() {
        waafi.close();
    }

    private void work() {
        payments.claim(10, Set.of()).forEach(claimed -> payments.answered(claimed, claimed.ask()));
    }

    /** Sells, and lets everything come to rest. */
    private String sold(String amount) {
        return rest(shop.sell("dial " + amount, amount));
    }

    private String rest(String reference) {
        work();
        for (int round = 0; round < 40 && open() > 0; round++) {
            database.clock().pass(Duration.ofSeconds(60));
            work();
        }
        assertEquals(0, open());
        return reference;
    }

    /** What is asked about before its customer's time is over, or of what is held. */
    private long open() {
        return database.count("select count(*) from payment_attempt where next_at is not null and state <> 'EXPIRED'");
    }

    private long tokens() {
        return database.count("select count(*) from issued_token");
    }

    private List<String> cases() {
        return database.names("select kind from payment_case where closed_at is null order by id");
    }

    @Test
    void whatIsHeldIsTakenWhenTheTokenIsMade() {
        String reference = sold("200");
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(1, waafi.count("TAKEN"));
        assertEquals(List.of("paid"), database.names("select state from payment_attempt"));
    }

    @Test
    void withoutATokenTheCustomerKeepsHisMoney() {
        String reference = shop.sell("dial 1", "200");
        database.execute("delete from vending_key");
        rest(reference);
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertEquals(1, waafi.count("FREE"));
        assertEquals(0, tokens());
    }

    @Test
    void aCommitThatIsNotAnsweredIsSentUntilItIs() {
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(sold("294")));
        assertEquals(1, waafi.count("TAKEN"));
        assertEquals(List.of(), cases());
        assertEquals(1, tokens());
    }

    @Test
    void aCancelThatIsNotAnsweredIsSentUntilItIs() {
        String reference = shop.sell("dial 1", "297");
        database.execute("delete from vending_key");
        rest(reference);
        assertEquals(1, waafi.count("FREE"));
        assertEquals(0, waafi.count("HELD"));
    }

    @Test
    void aRequestThatWasTakenAndNeverAnsweredIsForAPerson() {
        String reference = sold("296");
        assertEquals(SaleState.PAYMENT_UNKNOWN, shop.state(reference));
        assertEquals(List.of("outcome_unknown"), cases());
        assertEquals(1, waafi.count("HELD"), "which ends by itself, or by the provider's portal");
        assertEquals(1, waafi.server().asked.size(), "after his time the customer is not prompted again");
        assertEquals(0, tokens());
    }

    @Test
    void aCustomerWithoutMoneyHearsSo() {
        String reference = sold("290");
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertEquals(
                1,
                shop.texts(reference).stream()
                        .filter(text -> text.contains("less than KES 290.00"))
                        .count());
        assertEquals(0, waafi.count("HELD"));
    }

    @Test
    void aServerThatDiesBetweenTheHoldAndTheCaptureTakesItAfterItsStart() {
        String reference = shop.sell("dial 1", "200");
        work(); // held and sold for
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(Payments.Step.CAPTURE, payments.claim(10, Set.of()).get(0).step());
        payments.releaseClaims();
        work();
        assertEquals(1, waafi.count("TAKEN"));
        assertEquals(1, tokens());
    }
}
