package io.tokenline.payment.floats;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Threads;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.Payments;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.Wallets;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What agents pay in before they sell, on whichever database. */
abstract class FloatContract {

    private static final String AGENT = "Mama Njeri";

    private final Database database;
    private final Shop shop;
    private final Floats floats;
    private final FloatWallet wallet;
    private final Payments payments;

    FloatContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.floats = shop.rooms().get(Floats.class);
        this.wallet = shop.rooms().get(FloatWallet.class);
        this.payments = shop.rooms().get(Payments.class);
        shop.rooms().get(Wallets.class).addForSome(wallet, wallet::serves);
        assertEquals(Outcome.OK, floats.open(AGENT, Shop.PHONE, kes(100_00), "amina"));
    }

    private void topUp(long minor) {
        TopUp topUp = floats.propose(AGENT, kes(minor), "bank slip 12", "amina")
                .topUp()
                .orElseThrow();
        assertEquals(Outcome.OK, floats.decide(topUp.id(), true, "brian").outcome());
    }

    private AgentFloat account() {
        return floats.find(AGENT, 10).orElseThrow().account();
    }

    private String stand() {
        return account().balance().minor() + " " + account().held().minor();
    }

    private List<String> ledger() {
        return floats.entries(AGENT, 0, 100).stream()
                .map(entry -> entry.kind() + " " + entry.balanceChange() + " " + entry.heldChange())
                .toList();
    }

    /** As the workers do, until nothing is due. */
    private void work() {
        List<Payments.Claimed> claimed = payments.claim(10, Set.of());
        while (!claimed.isEmpty()) {
            claimed.forEach(one -> payments.answered(one.request().id(), one.ask()));
            claimed = payments.claim(10, Set.of());
        }
    }

    private static Wallet.Request request(String id, long minor) {
        return new Wallet.Request(id, "ABCD2345", Shop.PHONE, kes(minor), id);
    }

    @Test
    void whatAnAgentPaidInCountsOnceTwoPersonsHaveSeenIt() {
        TopUp topUp = floats.propose(AGENT, kes(500_00), "bank slip 12", "amina")
                .topUp()
                .orElseThrow();
        assertEquals("0 0", stand());
        assertEquals(
                Outcome.SAME_PERSON, floats.decide(topUp.id(), true, "Amina").outcome());
        assertEquals(Outcome.OK, floats.decide(topUp.id(), true, "brian").outcome());
        assertEquals(
                Outcome.ALREADY_DECIDED,
                floats.decide(topUp.id(), true, "carol").outcome());
        assertEquals("50000 0", stand());
        TopUp wrong = floats.propose(AGENT, kes(900_00), "no slip at all", "amina")
                .topUp()
                .orElseThrow();
        assertEquals(Outcome.OK, floats.decide(wrong.id(), false, "brian").outcome());
        assertEquals(List.of("TOP_UP 50000 0"), ledger());
        assertEquals(
                Outcome.AMOUNT_INVALID,
                floats.propose(AGENT, kes(0), "nothing", "amina").outcome());
        assertEquals(
                Outcome.FLOAT_UNKNOWN,
                floats.propose("nobody", kes(1), "nobody", "amina").outcome());
    }

    @Test
    void anAgentSellsFromHisFloatAndNoOtherWalletIsAsked() {
        topUp(500_00);
        String reference = shop.sell("dial 1", "200");
        work();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals("30000 0", stand());
        assertEquals(List.of("TOP_UP 50000 0", "HOLD -20000 20000", "CAPTURE 0 -20000"), ledger());
        assertEquals(List.of(), shop.wallet().requests);
        assertEquals("paid", database.names("select state from payment_attempt").get(0));
    }

    @Test
    void withoutEnoughInItNothingIsSold() {
        topUp(199_99);
        String reference = shop.sell("dial 1", "200");
        work();
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertEquals("19999 0", stand());
    }

    @Test
    void whatComesToNoTokenIsTheAgentsAgain() {
        topUp(500_00);
        String reference = shop.sell("dial 1", "200");
        database.execute("delete from vending_key");
        work();
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertEquals("50000 0", stand());
        assertEquals(List.of("TOP_UP 50000 0", "HOLD -20000 20000", "RELEASE 20000 -20000"), ledger());
    }

    @Test
    void everyStepMayBeRepeatedAndIsBookedOnce() {
        topUp(500_00);
        assertEquals(new PayOutcome.NotFound(), wallet.query(request("a1", 200_00)));
        for (int times = 0; times < 2; times++) {
            assertEquals(new PayOutcome.Held("a1", kes(200_00)), wallet.request(request("a1", 200_00)));
            assertEquals(new PayOutcome.Held("a1", kes(200_00)), wallet.query(request("a1", 200_00)));
        }
        for (int times = 0; times < 2; times++) {
            assertEquals(new PayOutcome.Paid("a1", kes(200_00), "a1"), wallet.capture(request("a1", 200_00)));
        }
        assertEquals(new PayOutcome.Unknown(), wallet.release(request("a1", 200_00)), "it is taken");
        assertEquals(new PayOutcome.Paid("a1", kes(200_00), "a1"), wallet.request(request("a1", 200_00)));
        Wallet.Return back = new Wallet.Return("r1", "a1", "a1", "a1", "", Shop.PHONE, kes(200_00));
        assertEquals(new RefundOutcome.NotFound(), wallet.refundState(back));
        for (int times = 0; times < 2; times++) {
            assertEquals(new RefundOutcome.Refunded("r1"), wallet.refund(back));
        }
        assertEquals(new RefundOutcome.Refunded("r1"), wallet.refundState(back));
        Wallet.Return more = new Wallet.Return("r2", "a1", "a1", "a1", "", Shop.PHONE, kes(200_00));
        assertEquals(new RefundOutcome.Refused(Outcome.REFUND_REFUSED), wallet.refund(more), "once a payment");
        assertEquals("50000 0", stand());
        assertEquals(4, ledger().size());
    }

    @Test
    void aReleasedHoldIsNotTaken() {
        topUp(500_00);
        wallet.request(request("a1", 200_00));
        for (int times = 0; times < 2; times++) {
            assertEquals(new PayOutcome.Released(), wallet.release(request("a1", 200_00)));
        }
        assertEquals(new PayOutcome.Unknown(), wallet.capture(request("a1", 200_00)));
        assertEquals("50000 0", stand());
    }

    @Test
    void manyAtOnceSpendNoMoreThanThereIs() {
        topUp(500_00);
        List<PayOutcome> outcomes = Threads.together(8, thread -> () -> wallet.request(request("a" + thread, 100_00)));
        assertEquals(
                5, outcomes.stream().filter(PayOutcome.Held.class::isInstance).count());
        assertEquals("0 50000", stand());
        assertEquals(
                0,
                database.count("select count(*) from agent_float f where f.balance_minor <> (select"
                        + " sum(e.balance_change) from float_entry e where e.float_id = f.id) or f.held_minor <>"
                        + " (select sum(e.held_change) from float_entry e where e.float_id = f.id)"));
    }

    @Test
    void theDatabaseLetsNothingFallBelowZeroAndNothingBeBookedTwice() {
        topUp(500_00);
        wallet.request(request("a1", 200_00));
        wallet.capture(request("a1", 200_00));
        for (String wrong : List.of(
                "update agent_float set balance_minor = -1",
                "update agent_float set held_minor = -1",
                "insert into float_entry select id + 1000, float_id, kind, reference, null, 0, 0, 0, at from float_entry"
                        + " where kind = 'TOP_UP'",
                "insert into float_entry select id + 1000, float_id, 'RELEASE', 'a2', ends, 0, 0, 0, at from float_entry"
                        + " where kind = 'CAPTURE'")) {
            assertThrows(IllegalStateException.class, () -> database.execute(wrong), wrong);
        }
        assertEquals("30000 0", stand());
    }

    private Optional<Long> hoursLeft() {
        return floats.find(AGENT, 1).orElseThrow().hoursLeft();
    }

    @Test
    void howLongAFloatLastsIsForeseenFromWhatWasSpentInADay() {
        topUp(500_00);
        assertEquals(Optional.empty(), hoursLeft(), "nothing was spent");
        shop.sell("dial 1", "200");
        work();
        assertEquals(Optional.of(36L), hoursLeft(), "300 left, 200 a day");
        database.clock().pass(Duration.ofDays(1).plusSeconds(1));
        assertEquals(Optional.empty(), hoursLeft());
    }

    @Test
    void aLowFloatIsSeen() {
        assertEquals(1, floats.low());
        topUp(250_00);
        assertEquals(0, floats.low());
        wallet.request(request("a1", 200_00));
        assertEquals(1, floats.low());
        assertTrue(account().isLow());
    }

    @Test
    void onlyAgentsArePaidForByTheirFloat() {
        assertTrue(wallet.serves(Shop.PHONE));
        Msisdn other = new Msisdn("254700999999");
        assertFalse(wallet.serves(other));
        assertEquals(Outcome.FLOAT_EXISTS, floats.open("Another", Shop.PHONE, kes(0), "amina"));
        assertEquals(Outcome.FLOAT_EXISTS, floats.open(AGENT, other, kes(0), "amina"));
        assertEquals(Outcome.OK, floats.open("Another", other, kes(0), "amina"));
        assertTrue(wallet.serves(other));
    }
}
