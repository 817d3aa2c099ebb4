package io.tokenline.payment;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.vending.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cases are closed when the money that they are about is where it belongs, on whichever database. */
abstract class CasesContract {

    private static final String WHY = "looked into it";

    private final Database database;
    private final Shop shop;
    private final Payments payments;
    private final Refunds refunds;
    private final Cases cases;
    private final RefundWork work;

    CasesContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms().get(Payments.class);
        this.refunds = shop.rooms().get(Refunds.class);
        this.cases = shop.rooms().get(Cases.class);
        this.work = new RefundWork(refunds, Runnable::run);
    }

    private long open(String kind) {
        List<Cases.Seen> found = cases.list(false, 0, 10).stream()
                .filter(seen -> seen.about().kind().name().equals(kind))
                .toList();
        assertEquals(1, found.size(), kind);
        return found.get(0).about().id();
    }

    private List<String> openKinds() {
        return database.names("select kind from payment_case where closed_at is null order by id");
    }

    private void answer(String attempt, PayOutcome outcome) {
        payments.answered(attempt, outcome);
    }

    /** Two payments for one sale: the one that came second. */
    private String paidTwice() {
        String reference = shop.sell("dial 1", "200");
        String first = shop.attempt(reference);
        answer(first, new PayOutcome.Again(Outcome.PAYMENT_BUSY, Duration.ofSeconds(8), 2));
        database.clock().pass(Duration.ofSeconds(8));
        String second = payments.claim(1, Set.of()).get(0).request().id();
        answer(second, new PayOutcome.Paid("W2", kes(200_00), "R2"));
        answer(first, new PayOutcome.Paid("W1", kes(200_00), "R1"));
        return first;
    }

    private void giveBack(String attempt) {
        for (Refunds.Seen before : refunds.page("", 10)) {
            refunds.decide(before.refund().id(), false, "dora");
        }
        Refund refund = refunds.propose(attempt, "it is not ours", "amina", false)
                .refund()
                .orElseThrow()
                .refund();
        assertEquals(Outcome.OK, refunds.decide(refund.id(), true, "brian").outcome());
        work.drain();
    }

    private void staysOpenUntilItsMoneyIsBack(String kind, String attempt) {
        long id = open(kind);
        assertEquals(Outcome.MONEY_NOT_BACK, cases.close(id, WHY, "amina"));
        assertEquals(Outcome.MONEY_NOT_BACK, cases.close(id, WHY, "brian"));
        giveBack(attempt);
        assertEquals(List.of(), openKinds());
        assertEquals(Outcome.ALREADY_DECIDED, cases.close(id, WHY, "amina"));
    }

    @Test
    void theCaseOfASecondPaymentIsNotClosedWhileItsMoneyIsHere() {
        staysOpenUntilItsMoneyIsBack("DUPLICATE_PAYMENT", paidTwice());
    }

    @Test
    void theCaseOfAnotherAmountIsNotClosedWhileItsMoneyIsHere() {
        String attempt = shop.attempt(shop.sell("dial 1", "200"));
        answer(attempt, new PayOutcome.Paid("W1", kes(190_00), "R1"));
        staysOpenUntilItsMoneyIsBack("AMOUNT_CONFLICT", attempt);
    }

    @Test
    void openCasesAreCountedByTheirKind() {
        assertEquals(Map.of(), cases.open());
        String attempt = paidTwice();
        answer(shop.attempt(shop.sell("dial 2", "200")), new PayOutcome.Paid("W3", kes(190_00), "R3"));
        answer(shop.attempt(shop.sell("dial 3", "200")), new PayOutcome.Paid("W4", kes(190_00), "R4"));
        assertEquals(
                Map.of(PaymentCase.Kind.DUPLICATE_PAYMENT, 1L, PaymentCase.Kind.AMOUNT_CONFLICT, 2L), cases.open());
        giveBack(attempt);
        assertEquals(Map.of(PaymentCase.Kind.AMOUNT_CONFLICT, 2L), cases.open());
    }

    @Test
    void theCaseOfAnAmountThatIsToldOtherwiseAfterTheTokenIsClosedByAPerson() {
        String attempt = shop.attempt(shop.sell("dial 1", "200"));
        answer(attempt, new PayOutcome.Paid("W1", kes(200_00), "R1"));
        answer(attempt, new PayOutcome.Paid("W1", kes(190_00), "R1"));
        assertEquals(List.of("amount_conflict"), openKinds());
        assertEquals(Outcome.OK, cases.close(open("AMOUNT_CONFLICT"), WHY, "amina"));
        assertEquals(List.of(), openKinds());
    }

    @Test
    void theCaseOfLateMoneyIsNotClosedWhileItsMoneyIsHere() {
        String attempt = shop.attempt(shop.sell("dial 1", "200"));
        answer(attempt, new PayOutcome.Failed(Outcome.PAYMENT_EXPIRED));
        database.execute("update meter set status = 'BLOCKED'");
        answer(attempt, new PayOutcome.Paid("W1", kes(200_00), "R1"));
        staysOpenUntilItsMoneyIsBack("LATE_PAYMENT", attempt);
    }

    @Test
    void theCaseOfARefundThatFailedIsNotClosedWhileItsMoneyIsHere() {
        String attempt = shop.attempt(shop.sell("dial 1", "200"));
        answer(attempt, new PayOutcome.Paid("W1", kes(190_00), "R1"));
        shop.wallet().onRefund(wanted -> new RefundOutcome.Refused(Outcome.REFUND_REFUSED));
        giveBack(attempt);
        shop.wallet().onRefund(wanted -> new RefundOutcome.Refunded("B1"));
        database.clock().pass(Duration.ofSeconds(1));
        staysOpenUntilItsMoneyIsBack("REFUND_FAILED", attempt);
    }

    @Test
    void aSecondPaymentWhoseCaseWasClosedWithoutARefundIsStillGivenBack() {
        String attempt = paidTwice();
        // as a person could close it before version 25
        database.execute("update payment_case set closed_at = opened_at, closed_by = 'amina', resolution = 'done'");
        giveBack(attempt);
        assertEquals(List.of("refunded"), database.names("select state from refund where state = 'REFUNDED'"));
        assertEquals(
                Outcome.REFUND_NOT_DUE,
                refunds.propose(attempt, "once more", "carol", false).outcome());
    }

    private void takesTwo(long id) {
        assertEquals(Outcome.OK, cases.close(id, "found it in the portal", "amina"));
        PaymentCase about = cases.find(id).orElseThrow().about();
        assertEquals(true, about.isOpen());
        assertEquals("amina", about.closingBy().orElseThrow());
        assertEquals(
                "found it in the portal",
                cases.find(id).orElseThrow().notes().get(0).text());
        assertEquals(Outcome.SAME_PERSON, cases.close(id, WHY, "Amina"));
        assertEquals(Outcome.OK, cases.close(id, "so did I", "brian"));
        PaymentCase closed = cases.find(id).orElseThrow().about();
        assertEquals(false, closed.isOpen());
        assertEquals("brian", closed.closedBy().orElseThrow());
        assertEquals("so did I", closed.resolution().orElseThrow());
        assertEquals(
                List.of("case_opened", "case_closing_proposed", "case_closed"),
                database.names("select action from audit_event where object = 'case " + id + "' order by id"));
    }

    @Test
    void moneyInSuspenseTakesTwoPersons() {
        Suspense suspense = shop.rooms().get(Suspense.class);
        database.tx(() -> suspense.open("fake", "R9", kes(50_00)));
        takesTwo(open("SUSPENSE"));
    }

    @Test
    void whatNobodyKnowsTakesTwoPersons() {
        answer(shop.attempt(shop.sell("dial 1", "200")), new PayOutcome.Untold());
        takesTwo(open("OUTCOME_UNKNOWN"));
    }

    private void placed(String receipt) {
        Suspense suspense = shop.rooms().get(Suspense.class);
        database.tx(() -> suspense.open("fake", receipt, kes(200_00)));
        takesTwo(open("SUSPENSE"));
    }

    @Test
    void moneyThatPersonsHavePlacedBuysNothing() {
        placed("R9");
        String reference = shop.sell("dial 1", "200");
        answer(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R9"));
        assertEquals(List.of("receipt_reused", "outcome_unknown"), openKinds());
        assertEquals(0, database.count("select count(*) from issued_token"));
    }

    @Test
    void anotherReceiptForWhatIsPaidIsMoneyOfItsOwn() {
        String reference = shop.sell("dial 1", "200");
        answer(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R1"));
        answer(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R2"));
        answer(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R2"));
        assertEquals(List.of("suspense"), openKinds());
        takesTwo(open("SUSPENSE"));
    }

    /** Money is held; the wallet does not settle it for ten tries; two persons close its case. */
    private String heldAndLeft(String kind, String... beforeItIsHeld) {
        shop.wallet().onCapture(request -> new PayOutcome.Unknown());
        shop.wallet().onRelease(request -> new PayOutcome.Unknown());
        String attempt = shop.attempt(shop.sell("dial 1", "200"));
        database.execute(beforeItIsHeld);
        answer(attempt, new PayOutcome.Held("W1", kes(200_00)));
        for (int tried = 0; tried < 10; tried++) {
            claimed().forEach(claimed -> payments.answered(claimed, claimed.ask()));
            database.clock().pass(Duration.ofHours(1));
        }
        takesTwo(open(kind));
        return attempt;
    }

    private List<Payments.Claimed> claimed() {
        return payments.claim(10, Set.of());
    }

    private void isLeftAlone() {
        database.clock().pass(Duration.ofHours(1));
        assertEquals(List.of(), claimed());
        assertEquals(List.of(), openKinds());
    }

    private String state() {
        return database.names("select state from payment_attempt").get(0);
    }

    @Test
    void whatIsHeldAndCannotBeTakenIsLeftAloneOnceTwoPersonsHaveLookedIntoIt() {
        String attempt = heldAndLeft("CAPTURE_FAILED");
        isLeftAlone();
        assertEquals("capturing", state());
        answer(attempt, new PayOutcome.Paid("W1", kes(200_00), "R1"));
        assertEquals("paid", state(), "late money still counts");
    }

    @Test
    void whatIsHeldAndCannotBeLetGoIsLeftAloneOnceTwoPersonsHaveLookedIntoIt() {
        String attempt = heldAndLeft("RELEASE_FAILED", "delete from vending_key");
        isLeftAlone();
        assertEquals("releasing", state());
        answer(attempt, new PayOutcome.Released());
        assertEquals("released", state());
    }

    @Test
    void aWorkerWhoIsAskingWhileTheCaseIsClosedDoesNotOpenItAgain() {
        shop.wallet().onCapture(request -> new PayOutcome.Unknown());
        answer(shop.attempt(shop.sell("dial 1", "200")), new PayOutcome.Held("W1", kes(200_00)));
        for (int tried = 0; tried < 4; tried++) {
            claimed().forEach(claimed -> payments.answered(claimed, claimed.ask()));
            database.clock().pass(Duration.ofHours(1));
        }
        Payments.Claimed asking = claimed().get(0);
        takesTwo(open("CAPTURE_FAILED"));
        payments.answered(asking, asking.ask());
        isLeftAlone();
    }

    @Test
    void theSystemIsEnoughWhereSuspenseTurnsOutToBelongToSomething() {
        Suspense suspense = shop.rooms().get(Suspense.class);
        database.tx(() -> suspense.open("fake", "R9", kes(50_00)));
        database.tx(() -> suspense.close("fake", "R9", "system", "it turned out to be known"));
        assertEquals(List.of(), openKinds());
    }
}
