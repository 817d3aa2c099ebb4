package io.tokenline.payment;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import io.tokenline.vending.Vending;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Money that goes back, on whichever database. */
abstract class RefundsContract {

    private static final RefundOutcome DONE = new RefundOutcome.Refunded("B1");
    private static final RefundOutcome ACCEPTED = new RefundOutcome.Accepted("B1");

    private final Database database;
    private final Shop shop;
    private final Payments payments;
    private final Refunds refunds;
    private final RefundWork work;

    RefundsContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms().get(Payments.class);
        this.refunds = shop.rooms().get(Refunds.class);
        this.work = new RefundWork(refunds, Runnable::run);
    }

    /** A sale whose customer paid ten shillings less. */
    private String paidShort() {
        String reference = shop.sell("dial 1", "200");
        payments.claim(1, Set.of());
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", kes(190_00), "R1"));
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        return reference;
    }

    private Refunds.Result propose(String payment, String reason, String person) {
        return refunds.propose(payment, reason, person, false);
    }

    private Refund proposed(String reference) {
        Refunds.Result result = propose(shop.attempt(reference), "paid too little", "amina");
        assertEquals(Outcome.OK, result.outcome());
        return result.refund().orElseThrow().refund();
    }

    /** Up to which amount one person is enough from now on. */
    private void aloneUpTo(long minor) {
        shop.rooms().get(RefundRules.class).aloneUpTo(minor);
    }

    /** The states that a sale has been in, but the first. */
    private String way(String reference) {
        return String.join(
                " ",
                database.names("select e.state from sale_event e join sale s on s.id = e.sale_id where s.reference = '"
                        + reference + "' and e.position > 0 order by e.position"));
    }

    private String approved(String reference) {
        String id = proposed(reference).id();
        assertEquals(Outcome.OK, refunds.decide(id, true, "brian").outcome());
        return id;
    }

    private String state() {
        return database.names("select state from refund order by created_at desc")
                .get(0);
    }

    private List<String> cases() {
        return database.names("select kind from payment_case where closed_at is null order by id");
    }

    private void pass(Duration time) {
        database.clock().pass(time);
    }

    @Test
    void whatCameInGoesBackOnceTwoPersonsWantIt() {
        String reference = paidShort();
        Refund refund = proposed(reference);
        assertEquals(kes(190_00), refund.amount());
        assertEquals(0, work.drain(), "one person is not enough");
        assertEquals(
                Outcome.SAME_PERSON, refunds.decide(refund.id(), true, "amina").outcome());
        assertEquals(Outcome.OK, refunds.decide(refund.id(), true, "brian").outcome());
        assertEquals(
                Outcome.ALREADY_DECIDED,
                refunds.decide(refund.id(), false, "carol").outcome());
        shop.wallet().onRefund(wanted -> {
            assertThrows(IllegalStateException.class, () -> database.entities().isOpen(), "no transaction is open");
            return DONE;
        });
        assertEquals(1, work.drain());
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals("refunded", state());
        assertEquals("R1", shop.wallet().returns.get(0).receipt());
        assertTrue(shop.texts(reference).get(1).contains("KES 190.00"));
        assertEquals(1, shop.rooms().get(Vending.class).refunded());
        assertEquals(0, work.drain());
    }

    @Test
    void aSaleWithItsTokenIsNotGivenBack() {
        String reference = shop.sell("dial 1", "200");
        String id = shop.attempt(reference);
        assertEquals(
                Outcome.REFUND_NOT_DUE, propose(id, "not yet paid", "amina").outcome());
        payments.answered(id, new PayOutcome.Paid("W1", kes(200_00), "R1"));
        assertEquals(
                Outcome.REFUND_NOT_DUE, propose(id, "wants it back", "amina").outcome());
        assertEquals(
                Outcome.REQUEST_UNKNOWN, propose("x", "no such thing", "amina").outcome());
        assertEquals(0, database.count("select count(*) from refund"));
    }

    @Test
    void theSecondPaymentOfASaleGoesBackAndItsTokenStays() {
        String reference = shop.sell("dial 1", "200");
        String first = shop.attempt(reference);
        payments.answered(first, new PayOutcome.Again(Outcome.PAYMENT_BUSY, Duration.ofSeconds(8), 2));
        pass(Duration.ofSeconds(8));
        String second = payments.claim(1, Set.of()).get(0).request().id();
        payments.answered(second, new PayOutcome.Paid("W2", kes(200_00), "R2"));
        payments.answered(first, new PayOutcome.Paid("W1", kes(200_00), "R1"));
        assertEquals(List.of("duplicate_payment"), cases());
        assertEquals(
                Outcome.REFUND_NOT_DUE,
                propose(second, "which paid for it", "amina").outcome());
        assertEquals(
                Outcome.ALREADY_DECIDED, propose(first, "paid twice", "amina").outcome());
        String id = refunds.page(reference, 10).get(0).refund().id();
        refunds.decide(id, true, "amina");
        refunds.decide(id, true, "brian");
        work.drain();
        assertEquals("R1", shop.wallet().returns.get(0).receipt());
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(List.of(), cases());
    }

    @Test
    void refundsAreReadPageByPageTheNewestFirst() {
        for (int i = 0; i < 4; i++) {
            String attempt = shop.attempt(shop.sell("dial " + i, "200"));
            payments.answered(attempt, new PayOutcome.Paid("W" + i, kes(190_00), "R" + i));
            assertEquals(
                    Outcome.OK, propose(attempt, "paid too little", "amina").outcome());
            pass(Duration.ofSeconds(i % 2)); // two of them were made at one moment
        }
        List<String> whole = ids(refunds.page("", 10));
        assertEquals(4, whole.size());
        List<String> read = new ArrayList<>();
        String last = "";
        for (List<String> page = ids(refunds.page("", last, 1));
                !page.isEmpty();
                page = ids(refunds.page("", last, 1))) {
            last = page.get(0);
            read.add(last);
        }
        assertEquals(whole, read);
        assertEquals(
                database.names("select id from refund order by created_at desc, id desc"),
                whole.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList());
        assertEquals(List.of(), refunds.page("", "no such refund", 10));
    }

    private static List<String> ids(List<Refunds.Seen> page) {
        return page.stream().map(seen -> seen.refund().id()).toList();
    }

    @Test
    void onePaymentHasOneRefundAtATime() {
        String reference = paidShort();
        Refund first = proposed(reference);
        assertEquals(
                Outcome.ALREADY_DECIDED,
                propose(shop.attempt(reference), "once more", "carol").outcome());
        refunds.decide(first.id(), false, "brian");
        assertEquals("rejected", state());
        approved(reference);
        work.drain();
        assertEquals(
                Outcome.REFUND_NOT_DUE,
                propose(shop.attempt(reference), "once more", "carol").outcome());
        assertEquals(1, shop.wallet().returns.size());
    }

    @Test
    void aWalletThatTellsLaterIsWaitedFor() {
        String reference = paidShort();
        String id = approved(reference);
        shop.wallet().onRefund(wanted -> ACCEPTED);
        work.drain();
        assertEquals("asked", state());
        assertEquals(SaleState.REFUND_REQUESTED, shop.state(reference));
        shop.rooms().get(Callbacks.class).receive("fake", "B1", "refund " + id + " DONE x");
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        shop.rooms().get(Callbacks.class).receive("fake", "B1 again", "refund " + id + " DONE x");
        assertEquals(2, shop.texts(reference).size());
    }

    @Test
    void aWalletThatDoesNotTellIsAskedAndNotSentTheSameAgain() {
        String reference = paidShort();
        String id = approved(reference);
        shop.wallet().onRefund(wanted -> ACCEPTED);
        work.drain();
        pass(Duration.ofMinutes(15));
        assertEquals(1, work.drain());
        assertEquals("unknown", state());
        assertEquals(SaleState.REFUND_UNKNOWN, shop.state(reference));
        assertEquals("B1", shop.wallet().returnQueries.get(0).returnId());
        shop.wallet().onRefundQuery(wanted -> DONE);
        pass(Duration.ofMinutes(2));
        assertEquals(1, work.drain());
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(
                List.of(id),
                shop.wallet().returns.stream().map(Wallet.Return::id).toList());
    }

    @Test
    void whatTheWalletNeverSaysIsForAPersonAndItsLateNewsCount() {
        String reference = paidShort();
        String id = approved(reference);
        shop.wallet().onRefund(wanted -> ACCEPTED);
        for (int round = 0; round < 30; round++) {
            work.drain();
            pass(Duration.ofHours(1));
        }
        assertEquals(9, shop.wallet().returnQueries.size(), "ten times with the request");
        assertEquals(List.of("amount_conflict", "refund_failed"), cases());
        assertEquals(1, shop.wallet().returns.size());
        shop.rooms().get(Callbacks.class).receive("fake", "B1", "refund " + id + " DONE x");
        assertEquals(SaleState.REFUNDED, shop.state(reference), "late news counts");
        assertEquals(List.of(), cases());
    }

    @Test
    void aRequestWithoutAnAnswerIsAskedAboutUntilTheWalletTells() {
        String reference = paidShort();
        approved(reference);
        shop.wallet().onRefund(wanted -> {
            throw new IllegalStateException("connection reset");
        });
        work.drain();
        assertEquals(SaleState.REFUND_UNKNOWN, shop.state(reference));
        shop.wallet().onRefund(wanted -> DONE);
        shop.wallet().onRefundQuery(wanted -> new RefundOutcome.NotFound());
        pass(Duration.ofMinutes(1));
        assertEquals(1, work.drain(), "it is asked");
        assertEquals("requested", state());
        assertEquals(1, shop.wallet().returns.size());
        pass(Duration.ofMinutes(2));
        assertEquals(1, work.drain(), "which proved that it never came, so the same is sent once more");
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(
                shop.wallet().returns.get(0).id(), shop.wallet().returns.get(1).id());
        assertEquals(
                "manual_review refund_pending refund_requested refund_unknown refund_requested refunded",
                way(reference));
    }

    @Test
    void twoPersonsWhoFindTheSameInTheWalletsBooksEndWhatNobodyKnows() {
        for (boolean gone : List.of(true, false)) {
            String reference = shop.sell("dial " + gone, "200");
            payments.answered(shop.attempt(reference), new PayOutcome.Paid("W" + gone, kes(190_00), "R" + gone));
            String id = approved(reference);
            shop.wallet().onRefund(wanted -> new RefundOutcome.Unknown());
            assertEquals(
                    Outcome.ALREADY_DECIDED,
                    refunds.vouch(id, gone, "seen in the portal", "amina").outcome());
            work.drain();
            refunds.vouch(id, gone, "seen in the portal", "amina");
            refunds.vouch(id, gone, "seen in the portal", "amina");
            refunds.vouch(id, !gone, "seen in the portal", "brian");
            assertEquals(SaleState.REFUND_UNKNOWN, shop.state(reference));
            assertEquals(
                    Outcome.OK,
                    refunds.vouch(id, !gone, "looked again", "carol").outcome());
            assertEquals(gone ? SaleState.REFUND_FAILED : SaleState.REFUNDED, shop.state(reference));
        }
        assertEquals(2, shop.wallet().returns.size());
    }

    /** A refund that the wallet never answered and that two persons did not find in its books. */
    private String notFound(String reference) {
        String id = approved(reference);
        shop.wallet().onRefund(wanted -> new RefundOutcome.Unknown());
        work.drain();
        refunds.vouch(id, false, "not in the portal", "amina");
        refunds.vouch(id, false, "not in the portal", "brian");
        assertEquals(SaleState.REFUND_FAILED, shop.state(reference));
        return id;
    }

    private long contradicted() {
        return database.count("select count(*) from audit_event where action = 'REFUND_AFTER_ALL'");
    }

    @Test
    void whatWentBackByHandAndThenByTheWalletTooIsACase() {
        String reference = paidShort();
        String id = notFound(reference);
        String byHand = refunds.propose(shop.attempt(reference), "cash at the counter", "amina", true)
                .refund()
                .orElseThrow()
                .refund()
                .id();
        refunds.decide(byHand, true, "brian");
        assertEquals(List.of(), cases());
        for (String twice : List.of(id, byHand)) {
            shop.rooms().get(Callbacks.class).receive("fake", "B1 " + twice, "refund " + twice + " DONE x");
            assertEquals(List.of("refund_after_all"), cases());
        }
        assertEquals(2, contradicted());
        assertEquals(1, database.count("select count(*) from payment_case_note"), "the second news of it");
        assertEquals(SaleState.REFUNDED, shop.state(reference));
    }

    @Test
    void aRefundThatNobodyFoundAndThatWasMadeAfterAllIsDone() {
        String reference = paidShort();
        madeAfterAll(notFound(reference));
        assertEquals(1, contradicted());
        isRefundedOnce(reference);
    }

    private void madeAfterAll(String id) {
        shop.rooms().get(Callbacks.class).receive("fake", "B1 " + id, "refund " + id + " DONE x");
    }

    private void isRefundedOnce(String reference) {
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(List.of(), cases());
        assertEquals(1, database.count("select count(*) from refund where state = 'REFUNDED'"));
        assertEquals(
                Outcome.REFUND_NOT_DUE,
                propose(shop.attempt(reference), "once more", "amina").outcome());
    }

    @Test
    void aRefundThatWasMadeAfterAllTakesThePlaceOfOneThatIsProposed() {
        String reference = paidShort();
        String first = notFound(reference);
        String second = proposed(reference).id();
        madeAfterAll(first);
        isRefundedOnce(reference);
        assertEquals(
                Outcome.ALREADY_DECIDED, refunds.decide(second, true, "brian").outcome());
    }

    @Test
    void aRefundThatWasMadeAfterAllTakesThePlaceOfOneThatIsToBeSent() {
        String reference = paidShort();
        String first = notFound(reference);
        approved(reference);
        int sent = shop.wallet().returns.size();
        madeAfterAll(first);
        isRefundedOnce(reference);
        work.drain();
        assertEquals(sent, shop.wallet().returns.size());
    }

    @Test
    void aRefundThatWasMadeAfterAllBesideOneThatMayBeIsForTwoPersons() {
        String reference = paidShort();
        String first = notFound(reference);
        String second = approved(reference);
        work.drain();
        madeAfterAll(first);
        assertEquals(List.of("amount_conflict", "refund_failed", "refund_after_all"), cases());
        madeAfterAll(second);
        assertEquals(List.of("refund_after_all"), cases(), "the second one does not close it");
        assertEquals(SaleState.REFUNDED, shop.state(reference));
    }

    @Test
    void aWorkerWhoComesTooLateDoesNotSendARefundAndSaysNothingButThatMoneyWentBack() {
        approved(paidShort());
        Refunds.Claimed late = refunds.claim(1).get(0);
        pass(Duration.ofMinutes(10));
        shop.wallet().onRefundQuery(wanted -> new RefundOutcome.NotFound());
        work.drain();
        assertEquals(new RefundOutcome.NotSent(), late.ask());
        assertEquals(0, shop.wallet().returns.size());
        refunds.answered(late, new RefundOutcome.Refused(Outcome.REFUND_REFUSED));
        assertEquals("requested", state());
        refunds.answered(late, DONE);
        assertEquals("refunded", state());
    }

    @Test
    void aWorkerWhoComesTooLateDoesNotAskAboutARefund() {
        approved(paidShort());
        shop.wallet().onRefund(wanted -> new RefundOutcome.Unknown());
        work.drain();
        pass(Duration.ofMinutes(1));
        Refunds.Claimed late = refunds.claim(1).get(0);
        pass(Duration.ofMinutes(10));
        assertEquals(new RefundOutcome.Unknown(), late.ask());
        assertEquals(0, shop.wallet().returnQueries.size());
    }

    @Test
    void whatAPersonDidNotFindBeforeItWasSentAgainIsNoWordAboutThat() {
        String reference = paidShort();
        String id = approved(reference);
        shop.wallet().onRefund(wanted -> new RefundOutcome.Unknown());
        work.drain();
        refunds.vouch(id, false, "not in the portal", "amina");
        shop.wallet().onRefundQuery(wanted -> new RefundOutcome.NotFound());
        pass(Duration.ofMinutes(1));
        work.drain();
        pass(Duration.ofMinutes(2));
        work.drain();
        assertEquals(2, shop.wallet().returns.size(), "sent once more");
        refunds.vouch(id, false, "not in the portal", "brian");
        assertEquals(SaleState.REFUND_UNKNOWN, shop.state(reference));
    }

    @Test
    void aServerThatDiesWhileItAsksAsksAboutItAfterwards() {
        String reference = paidShort();
        approved(reference);
        assertEquals(1, refunds.claim(10).size());
        pass(Duration.ofMinutes(10));
        assertEquals(1, work.drain());
        assertEquals("unknown", state());
        assertEquals(0, shop.wallet().returns.size());
        assertEquals(1, shop.wallet().returnQueries.size());
        assertEquals(SaleState.REFUND_UNKNOWN, shop.state(reference));
    }

    @Test
    void upToTheLimitOnePersonIsEnough() {
        aloneUpTo(190_00);
        String reference = paidShort();
        proposed(reference);
        assertEquals("requested", state());
        work.drain();
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals("manual_review refund_requested refunded", way(reference));
        aloneUpTo(189_99);
        String second = shop.sell("dial 2", "200");
        payments.answered(shop.attempt(second), new PayOutcome.Paid("W2", kes(190_00), "R2"));
        pass(Duration.ofSeconds(1));
        proposed(second);
        assertEquals("proposed", state());
        assertEquals(SaleState.REFUND_PENDING, shop.state(second));
    }

    @Test
    void whatComesTwiceGoesBackByItselfUpToTheLimit() {
        aloneUpTo(200_00);
        String reference = shop.sell("dial 1", "200");
        String first = shop.attempt(reference);
        payments.answered(first, new PayOutcome.Again(Outcome.PAYMENT_BUSY, Duration.ofSeconds(8), 2));
        pass(Duration.ofSeconds(8));
        String second = payments.claim(1, Set.of()).get(0).request().id();
        payments.answered(second, new PayOutcome.Paid("W2", kes(200_00), "R2"));
        for (int times = 0; times < 3; times++) {
            payments.answered(first, new PayOutcome.Paid("W1", kes(200_00), "R1"));
        }
        assertEquals(1, database.count("select count(*) from refund"));
        assertEquals(1, work.drain());
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(
                List.of("R1"),
                shop.wallet().returns.stream().map(Wallet.Return::receipt).toList());
        assertEquals(List.of(), cases());
        assertTrue(shop.texts(reference).get(1).contains("paid twice"));
        assertEquals(0, shop.rooms().get(Vending.class).refunded());
    }

    @Test
    void whatTheServerProposesAboveTheLimitTakesTwoPersonsAndItIsNoneOfThem() {
        aloneUpTo(199_99);
        String reference = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(reference), new PayOutcome.Failed(Outcome.PAYMENT_EXPIRED));
        database.execute("update meter set status = 'BLOCKED'");
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R1"));
        assertEquals(SaleState.REFUND_PENDING, shop.state(reference));
        Refund refund = refunds.page(reference, 10).get(0).refund();
        assertEquals("system", refund.persons().proposedBy());
        assertEquals(Outcome.OK, refunds.decide(refund.id(), true, "amina").outcome());
        assertEquals("proposed", state());
        assertEquals(0, work.drain(), "one person is not enough");
        assertEquals(
                Outcome.SAME_PERSON, refunds.decide(refund.id(), true, "Amina").outcome());
        assertEquals(Outcome.OK, refunds.decide(refund.id(), true, "brian").outcome());
        work.drain();
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(List.of(), cases());
        assertEquals(
                List.of("amina", "brian"),
                database.names("select proposed_by from refund union all select decided_by from refund"));
    }

    @Test
    void onePersonRejectsWhatTheServerProposesAndTheMoneyStaysSomebodysCase() {
        String reference = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(reference), new PayOutcome.Failed(Outcome.PAYMENT_EXPIRED));
        database.execute("update meter set status = 'BLOCKED'");
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R1"));
        String id = refunds.page(reference, 10).get(0).refund().id();
        assertEquals(Outcome.OK, refunds.decide(id, false, "amina").outcome());
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        assertEquals(List.of("late_payment"), cases());
    }

    @Test
    void lateMoneyBuysTheTokenWhileThePriceIsTheSame() {
        aloneUpTo(500_00);
        String reference = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(reference), new PayOutcome.Failed(Outcome.PAYMENT_EXPIRED));
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R1"));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(0, database.count("select count(*) from refund"));
    }

    @Test
    void lateMoneyForAnotherPriceGoesBack() {
        aloneUpTo(500_00);
        String reference = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(reference), new PayOutcome.Failed(Outcome.PAYMENT_EXPIRED));
        database.execute("update meter set status = 'BLOCKED'");
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R1"));
        assertEquals(SaleState.REFUND_REQUESTED, shop.state(reference));
        assertEquals(List.of("late_payment"), cases());
        work.drain();
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(List.of(), cases());
        assertEquals(0, database.count("select count(*) from issued_token"));
    }

    @Test
    void whatIsPaidOutByHandAsksNoWalletAndTakesTwoPersons() {
        aloneUpTo(500_00);
        String reference = paidShort();
        Refund refund = refunds.propose(shop.attempt(reference), "cash at the counter", "amina", true)
                .refund()
                .orElseThrow()
                .refund();
        assertEquals(SaleState.REFUND_PENDING, shop.state(reference));
        assertEquals(Outcome.OK, refunds.decide(refund.id(), true, "brian").outcome());
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(0, work.drain());
        assertEquals(0, shop.wallet().returns.size());
        String text = shop.texts(reference).get(1);
        assertTrue(text.contains("you have got KES 190.00 back"), text);
    }

    @Test
    void whoPaidThreeTimesIsToldOfEachRefund() {
        aloneUpTo(200_00);
        String reference = shop.sell("dial 1", "200");
        String first = shop.attempt(reference);
        payments.answered(first, new PayOutcome.Paid("W1", kes(200_00), "R1"));
        for (String more : List.of("2", "3")) {
            String id = more + "-" + first.substring(2);
            database.execute(
                    "insert into payment_attempt (id, sale_reference, provider, msisdn, currency, amount_minor,"
                            + " state, tries, expires_at, created_at, changed_at) select '" + id
                            + "', sale_reference, provider, msisdn, currency, amount_minor, 'ASKED', 0, expires_at,"
                            + " created_at, changed_at from payment_attempt where id = '" + first + "'");
            payments.answered(id, new PayOutcome.Paid("W" + more, kes(200_00), "R" + more));
        }
        assertEquals(2, work.drain());
        assertEquals(
                2,
                shop.texts(reference).stream()
                        .filter(text -> text.contains("you paid twice. You have got KES 200.00 back"))
                        .count());
    }

    @Test
    void moneyOfAnotherCurrencyGoesBackByHandOnly() {
        aloneUpTo(500_00);
        String reference = shop.sell("dial 1", "200");
        Money dollars = new Money(200_00, Currency.getInstance("USD"));
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", dollars, "R1"));
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        String payment = shop.attempt(reference);
        assertEquals(
                Outcome.REFUND_UNSUPPORTED,
                propose(payment, "paid in dollars", "amina").outcome());
        Refunds.Result byHand = refunds.propose(payment, "paid in dollars", "amina", true);
        assertEquals(Outcome.OK, byHand.outcome());
        assertEquals(0, work.drain());
    }

    @Test
    void theDatabaseKeepsMoneyFromGoingBackTwice() {
        String reference = paidShort();
        approved(reference);
        work.drain();
        String again =
                "insert into refund (id, attempt_id, open_key, extra, by_hand, sale_reference, provider, currency,"
                        + " amount_minor, reason, state, tries, proposed_by, proposed_at, created_at, changed_at) select 'again',"
                        + " attempt_id, %s, extra, by_hand, sale_reference, provider, currency, amount_minor, reason, 'REQUESTED',"
                        + " 0, proposed_by, proposed_at, created_at, changed_at from refund";
        for (String key : List.of("attempt_id", "null", "'another'")) {
            assertThrows(IllegalStateException.class, () -> database.execute(again.formatted(key)), key);
        }
        assertEquals(1, database.count("select count(*) from refund"));
    }

    @Test
    void whatWasSurelyNotSentIsSentLater() {
        String reference = paidShort();
        approved(reference);
        new RefundWork(refunds, task -> {
                    throw new RejectedExecutionException("all busy");
                })
                .drain();
        assertEquals("requested", state());
        pass(Duration.ofSeconds(60));
        work.drain();
        assertEquals(SaleState.REFUNDED, shop.state(reference));
    }

    @Test
    void aWalletThatIsSlowToGiveBackKeepsAFewThreadsOnly() {
        int refunds = 2 * RefundWork.IN_FLIGHT;
        for (int sale = 0; sale < refunds; sale++) {
            String reference = shop.sell("dial " + sale, "200");
            String attempt = payments.claim(1, Set.of()).get(0).request().id();
            payments.answered(attempt, new PayOutcome.Paid("W" + sale, kes(190_00), "R" + sale));
            approved(reference);
        }
        Queue<Runnable> slow = new ArrayDeque<>();
        RefundWork busy = new RefundWork(this.refunds, slow::add);
        drainWhole(busy);
        assertEquals(RefundWork.IN_FLIGHT, slow.size());
        while (!slow.isEmpty()) {
            slow.remove().run();
            drainWhole(busy);
        }
        assertEquals(refunds, database.count("select count(*) from refund where state = 'REFUNDED'"));
    }

    private static void drainWhole(RefundWork work) {
        for (int round = 0; work.drain() > 0; round++) {
            assertTrue(round < 1_000, "it comes to rest");
        }
    }

    @Test
    void aWalletsAnswerIsRecordedOnceMoreAfterAMomentOfTrouble() {
        String reference = paidShort();
        approved(reference);
        failing(2);
        work.drain();
        assertEquals("refunded", state());
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(1, shop.wallet().returns.size());
    }

    @Test
    void aWalletsAnswerThatCannotBeRecordedIsAskedAboutAfterTheLease() {
        String reference = paidShort();
        approved(reference);
        failing(3);
        work.drain();
        assertEquals("asking", state());
        shop.wallet().onRefundQuery(wanted -> DONE);
        pass(Duration.ofMinutes(2));
        work.drain();
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(1, shop.wallet().returns.size(), "never sent blindly");
    }

    /** The next commits that a refund is done fail. */
    private void failing(int times) {
        Vending vending = shop.rooms().get(Vending.class);
        AtomicInteger left = new AtomicInteger(times);
        shop.rooms().with(PaymentListener.class, (PaymentListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PaymentListener.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("refunded") && left.getAndDecrement() > 0) {
                        throw new IllegalStateException("the database is away for a moment");
                    }
                    return method.invoke(vending, arguments);
                }));
    }

    @Test
    void aWalletThatCannotBeReachedIsForAPersonInTheEnd() {
        approved(paidShort());
        shop.wallet().onRefund(wanted -> new RefundOutcome.NotSent());
        for (int round = 0; round < 20; round++) {
            work.drain();
            pass(Duration.ofHours(1));
        }
        assertEquals(10, shop.wallet().returns.size());
        assertEquals(List.of("amount_conflict", "refund_failed"), cases());
    }

    @Test
    void aRefusedRefundCanBeProposedAnew() {
        String reference = paidShort();
        approved(reference);
        shop.wallet().onRefund(wanted -> new RefundOutcome.Refused(Outcome.REFUND_REFUSED));
        work.drain();
        assertEquals("refused", state());
        assertEquals(SaleState.REFUND_FAILED, shop.state(reference));
        assertEquals(List.of("amount_conflict", "refund_failed"), cases());
        pass(Duration.ofSeconds(1));
        shop.wallet().onRefund(wanted -> DONE);
        approved(reference);
        work.drain();
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(List.of(), cases());
    }

    @Test
    void moneyThatComesForARefundedSaleIsACase() {
        String reference = paidShort();
        approved(reference);
        work.drain();
        String mine = shop.attempt(reference);
        String other = (mine.startsWith("b") ? "c" : "b") + mine.substring(1);
        database.execute(
                "insert into payment_attempt (id, sale_reference, provider, msisdn, currency, amount_minor,"
                        + " state, tries, expires_at, created_at, changed_at) select '" + other
                        + "', sale_reference, provider,"
                        + " msisdn, currency, amount_minor, 'ASKED', 0, expires_at, created_at, changed_at from payment_attempt");
        payments.answered(other, new PayOutcome.Paid("W2", kes(200_00), "R2"));
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(List.of("duplicate_payment"), cases());
    }

    @Test
    void aCaseHasAnOwnerAndNotesAndIsClosedOnce() {
        Cases all = shop.rooms().get(Cases.class);
        shop.rooms().get(Callbacks.class).receive("fake", "W1", "gibberish");
        PaymentCase open = all.list(false, 0, 10).get(0).about();
        assertEquals(PaymentCase.Kind.ORPHAN_CALLBACK, open.kind());
        assertEquals(List.of(), all.list(false, open.id(), 10));
        assertEquals(Outcome.OK, all.own(open.id(), "brian", "amina"));
        assertEquals(Outcome.OK, all.note(open.id(), "asked the wallet", "brian"));
        assertEquals(Outcome.OK, all.note(open.id(), "no answer yet", "carol"));
        Cases.Seen seen = all.find(open.id()).orElseThrow();
        assertEquals("brian", seen.about().owner().orElseThrow());
        assertEquals(
                List.of("brian: asked the wallet", "carol: no answer yet"),
                seen.notes().stream()
                        .map(note -> note.author() + ": " + note.text())
                        .toList());
        assertEquals(Outcome.OK, all.close(open.id(), "it was a test", "amina"));
        assertEquals(Outcome.ALREADY_DECIDED, all.close(open.id(), "it was a test", "amina"));
        assertEquals(Outcome.ALREADY_DECIDED, all.note(open.id(), "too late", "amina"));
        assertEquals(Outcome.REQUEST_UNKNOWN, all.close(-1, "it was a test", "amina"));
        assertEquals(List.of(), all.list(false, 0, 10));
        assertEquals(1, all.list(true, 0, 10).size());
        assertEquals(5, database.count("select count(*) from audit_event where object = 'case " + open.id() + "'"));
    }
}
