package io.tokenline.payment;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import io.tokenline.Threads;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The books of payment attempts, on whichever database. */
abstract class PaymentsContract {

    private static final PayOutcome UNKNOWN = new PayOutcome.Unknown();
    private static final PayOutcome ACCEPTED = new PayOutcome.Accepted("W1");

    private final Database database;
    private final Shop shop;
    private final Payments payments;

    PaymentsContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms().get(Payments.class);
    }

    private String state() {
        return database.names("select state from payment_attempt").get(0);
    }

    private void pass(int seconds) {
        database.clock().pass(Duration.ofSeconds(seconds));
    }

    private Payments.Claimed claimOne() {
        List<Payments.Claimed> claimed = payments.claim(10, Set.of());
        assertEquals(1, claimed.size());
        return claimed.get(0);
    }

    @Test
    void fourWorkersTakeEachAttemptOnce() {
        IntStream.range(0, 60).forEach(i -> shop.sell("dial " + i, "200"));
        List<List<String>> taken = Threads.together(4, worker -> () -> {
            List<String> mine = new ArrayList<>();
            int misses = 0;
            while (misses < 20) {
                List<Payments.Claimed> batch = payments.claim(3, Set.of());
                batch.forEach(claimed -> mine.add(claimed.request().id()));
                misses = batch.isEmpty() ? misses + 1 : 0;
            }
            return mine;
        });
        List<String> all = taken.stream().flatMap(List::stream).toList();
        assertEquals(60, all.size());
        assertEquals(60, new HashSet<>(all).size());
        assertEquals(List.of(), payments.claim(10, Set.of()));
    }

    @Test
    void aClaimedAttemptIsAskedForOnceAndThenAskedAbout() {
        shop.sell("dial 1", "200");
        Payments.Claimed first = claimOne();
        assertEquals(Payments.Step.REQUEST, first.step());
        assertEquals(kes(200_00), first.request().amount());
        payments.answered(first.request().id(), ACCEPTED);
        assertEquals("asked", state());
        assertEquals(List.of(), payments.claim(10, Set.of()), "the customer has a moment");
        pass(5);
        Payments.Claimed second = claimOne();
        assertEquals(Payments.Step.QUERY, second.step());
        assertEquals(first.request().id(), second.request().id());
        assertEquals("W1", second.request().externalId());
    }

    @Test
    void anAttemptWhoseWorkerNeverCameBackIsAskedAboutAfterItsLease() {
        String reference = shop.sell("dial 1", "200");
        String id = claimOne().request().id();
        pass(89);
        assertEquals(List.of(), payments.claim(10, Set.of()), "the worker may still come back");
        pass(1);
        assertEquals(Payments.Step.QUERY, claimOne().step(), "never asked for blindly");
        payments.answered(id, new PayOutcome.Paid("W1", kes(200_00)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals("paid", state());
    }

    @Test
    void aWorkerWhoWasOvertakenCannotUndoWhatAnotherFoundOut() {
        String reference = shop.sell("dial 1", "200");
        Payments.Claimed first = claimOne();
        pass(90);
        Payments.Claimed second = claimOne();
        payments.answered(second, ACCEPTED);
        assertEquals("expired", state());
        long next = secondsToNext();
        assertTrue(next > 0, "to be asked about once more");
        for (PayOutcome late : List.of(
                new PayOutcome.NotFound(), UNKNOWN, new PayOutcome.Failed(Outcome.PAYMENT_DECLINED), ACCEPTED)) {
            payments.answered(first, late);
            assertEquals(next, secondsToNext(), late::toString);
        }
        payments.answered(first, new PayOutcome.Paid("W1", kes(200_00)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference), "money is money");
    }

    @Test
    void theWalletsReferenceIsKeptWhoeverLearntIt() {
        shop.sell("dial 1", "200");
        Payments.Claimed first = claimOne();
        pass(90);
        Payments.Claimed second = claimOne();
        payments.answered(first, ACCEPTED);
        payments.answered(second, UNKNOWN);
        pass(10);
        assertEquals("W1", claimOne().request().externalId());
    }

    @Test
    void aWorkerWhoComesTooLateDoesNotAsk() {
        shop.sell("dial 1", "200");
        Payments.Claimed claimed = claimOne();
        pass(31); // of 90 seconds a wallet may take 60
        payments.answered(claimed, claimed.ask());
        assertEquals(List.of(), shop.wallet().requests);
        assertEquals("requested", state(), "it was not asked for, so it is asked for by whoever comes next");
        pass(5);
        claimOne().ask();
        assertEquals(1, shop.wallet().requests.size());
        pass(59);
        Payments.Claimed query = claimOneAfter(31);
        assertEquals(UNKNOWN, query.ask());
        assertEquals(List.of(), shop.wallet().queries);
    }

    private Payments.Claimed claimOneAfter(int seconds) {
        pass(seconds);
        Payments.Claimed claimed = claimOne();
        pass(31);
        return claimed;
    }

    @Test
    void whatANodeHeldWhenItDiedIsAskedAboutAtItsNextStart() {
        shop.sell("dial 1", "200");
        String id = claimOne().request().id();
        pass(10);
        assertEquals(1, payments.releaseClaims());
        assertEquals(Payments.Step.QUERY, claimOne().step());
        payments.answered(id, new PayOutcome.NotFound());
        assertEquals("requested", state());
        pass(10);
        Payments.Claimed anew = claimOne();
        assertEquals(Payments.Step.REQUEST, anew.step(), "the wallet proved that it never heard of it");
        assertEquals(id, anew.request().id());
    }

    @Test
    void whatAnotherNodeHoldsStaysItsOwn() {
        shop.sell("dial 1", "200");
        claimOne();
        database.execute("update payment_attempt set claimed_by = 'node-2'");
        assertEquals(0, payments.releaseClaims());
        assertEquals(List.of(), payments.claim(10, Set.of()));
    }

    @Test
    void aCustomerWhoDoesNotAnswerInTimeIsToldOnce() {
        String reference = shop.sell("dial 1", "200");
        int asked = 0;
        while (shop.state(reference) == SaleState.PAYMENT_REQUESTED && asked < 20) {
            asked++;
            pass((int) secondsToNext());
            payments.answered(claimOne().request().id(), ACCEPTED);
        }
        assertEquals("expired", state());
        assertEquals(60, database.clock().instant().getEpochSecond() - TestClock.START.getEpochSecond());
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(reference));
        assertEquals(1, shop.texts(reference).size());
        assertEquals(List.of(), payments.claim(10, Set.of()));
    }

    @Test
    void aCustomerWhoseTimeWentByBeforeTheWalletCouldBeAskedIsNotAskedAnyMore() {
        String reference = shop.sell("dial 1", "200");
        pass(60);
        assertEquals(List.of(), payments.claim(10, Set.of()));
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(reference));
        assertEquals(1, shop.texts(reference).size());
        pass(86_400);
        assertEquals(List.of(), payments.claim(10, Set.of()), "no money can come of it");
    }

    @Test
    void aRequestThatIsAcceptedAfterTheCustomersTimeIsAskedAboutUnderTheWalletsReference() {
        String reference = shop.sell("dial 1", "200");
        Payments.Claimed asked = claimOne();
        pass(61);
        payments.answered(asked.request().id(), ACCEPTED);
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(reference));
        pass((int) secondsToNext());
        assertEquals("W1", claimOne().request().externalId());
    }

    private long secondsToNext() {
        List<Instant> next = database.tx(() -> database.entities()
                .createQuery("select a.nextAt from PaymentAttempt a where a.nextAt is not null", Instant.class)
                .getResultList());
        return next.isEmpty()
                ? 0
                : Duration.between(database.clock().instant(), next.get(0)).toSeconds();
    }

    @Test
    void aWalletThatStaysSilentIsGivenUpAfterAWhile() {
        String reference = shop.sell("dial 1", "200");
        int asked = 0;
        while (shop.state(reference) == SaleState.PAYMENT_REQUESTED && asked < 50) {
            asked++;
            payments.answered(claimOne().request().id(), UNKNOWN);
            pass((int) secondsToNext());
        }
        assertEquals(13, asked);
        assertEquals("expired", state());
    }

    /** Sells; the customer's time goes by. */
    private String expired(PayOutcome answer) {
        String reference = shop.sell("dial 1", "200");
        while (shop.state(reference) == SaleState.PAYMENT_REQUESTED) {
            pass((int) secondsToNext());
            payments.answered(claimOne().request().id(), answer);
        }
        assertEquals("expired", state());
        return reference;
    }

    private List<String> openCases() {
        return database.names("select kind from payment_case where closed_at is null");
    }

    @Test
    void aPaymentWhoseTimeIsOverIsAskedAboutEverMoreRarelyForADay() {
        String reference = expired(ACCEPTED);
        List<Long> pauses = new ArrayList<>();
        while (secondsToNext() > 0) {
            pauses.add(secondsToNext());
            assertEquals(List.of(), openCases());
            assertEquals(List.of(), payments.claim(10, Set.of()));
            pass((int) secondsToNext());
            assertEquals(Payments.Step.QUERY, claimOne().step());
            assertEquals("expired", state());
            payments.answered(shop.attempt(reference), ACCEPTED);
        }
        assertEquals(pauses.stream().sorted().toList(), pauses);
        long all = pauses.stream().mapToLong(pause -> pause).sum();
        assertTrue(
                all > Duration.ofHours(20).toSeconds()
                        && all < Duration.ofHours(24).toSeconds(),
                pauses::toString);
        assertEquals(List.of("outcome_unknown"), openCases(), "now a person asks");
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(reference));
        assertEquals(1, shop.texts(reference).size());
    }

    @Test
    void moneyOfWhichNoCallbackToldIsFoundByAsking() {
        String reference = expired(ACCEPTED);
        pass(60);
        payments.answered(claimOne().request().id(), new PayOutcome.Paid("W1", kes(200_00)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(0, secondsToNext());
        assertEquals(List.of(), openCases());
    }

    @Test
    void whatWasHeldLateIsTakenForItsToken() {
        String reference = expired(ACCEPTED);
        pass(60);
        payments.answered(claimOne().request().id(), new PayOutcome.Held("H1", kes(200_00)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(Payments.Step.CAPTURE, claimOne().step());
    }

    @Test
    void aLateNoEndsTheAskingAndTheCaseOfASilentWallet() {
        String reference = expired(UNKNOWN);
        assertEquals(List.of("outcome_unknown"), openCases());
        pass(60);
        payments.answered(claimOne().request().id(), UNKNOWN);
        pass(120);
        payments.answered(claimOne().request().id(), new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
        assertEquals(List.of(), openCases());
        assertEquals(0, secondsToNext());
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertEquals(2, shop.texts(reference).size(), "that nobody knew, and that it is declined");
    }

    @Test
    void moneyThatIsToldLateClosesTheCaseOfASilentWallet() {
        String reference = expired(UNKNOWN);
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(List.of(), openCases());
    }

    @Test
    void aWorkerWhoDiesWhileHeAsksLateIsFollowedByAnother() {
        String reference = expired(ACCEPTED);
        pass(60);
        claimOne();
        assertEquals(1, payments.releaseClaims());
        assertEquals(Payments.Step.QUERY, claimOne().step());
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }

    @Test
    void aRefusalEndsTheSaleAndLateMoneyStillCounts() {
        String reference = shop.sell("dial 1", "200");
        String id = claimOne().request().id();
        payments.answered(id, new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        payments.answered(id, UNKNOWN);
        payments.answered(id, new PayOutcome.Failed(Outcome.PAYMENT_CANCELLED));
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        payments.answered(id, new PayOutcome.Paid("W1", kes(200_00)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        payments.answered(id, new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
        payments.answered(id, new PayOutcome.Paid("W1", kes(200_00)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(2, shop.texts(reference).size());
        assertThrows(
                IllegalStateException.class,
                () -> shop.rooms().get(Wallets.class).add(shop.wallet()));
    }

    @Test
    void aRequestThatWasNotSentInTimeIsNeverSent() {
        String reference = shop.sell("dial 1", "200");
        payments.answered(claimOne(), new PayOutcome.NotFound());
        assertEquals("requested", state());
        pass(60);
        assertEquals(List.of(), payments.claim(10, Set.of()));
        assertEquals("expired", state());
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(reference));
        assertEquals(0, secondsToNext(), "nobody has to be asked about it");
        assertEquals(List.of(), openCases());
    }

    @Test
    void aRequestThatTheWalletSurelyNeverHadEndsForGoodWithTheCustomersTime() {
        String reference = shop.sell("dial 1", "200");
        Payments.Claimed claimed = claimOne();
        pass(60);
        payments.answered(claimed, new PayOutcome.NotFound());
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(reference));
        assertEquals(0, secondsToNext());
        assertEquals(List.of(), openCases());
    }

    @Test
    void aWalletThatCannotBeAskedGetsTheSameRequestTwiceAgainAtMost() {
        shop.wallet().tellsNothing();
        String reference = shop.sell("dial 1", "200");
        int sent = 0;
        for (int second = 0; second < 60; second++, pass(1)) {
            for (Payments.Claimed claimed : payments.claim(10, Set.of())) {
                sent++;
                payments.answered(claimed, UNKNOWN);
            }
        }
        assertEquals(1 + AskingRules.RESENDS, sent);
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference), "the first one may still be answered");
        assertEquals(List.of(), payments.claim(10, Set.of()));
        assertEquals(SaleState.PAYMENT_UNKNOWN, shop.state(reference));
        assertEquals(List.of("outcome_unknown"), openCases(), "a person asks");
        assertEquals(0, secondsToNext());
    }

    @Test
    void aWalletThatCannotBeAskedIsSentNothingAfterTheCustomersTime() {
        shop.wallet().tellsNothing();
        String reference = shop.sell("dial 1", "200");
        Payments.Claimed claimed = claimOne();
        pass(60);
        payments.answered(claimed, UNKNOWN);
        assertEquals(List.of("outcome_unknown"), openCases());
        assertEquals(0, secondsToNext());
        payments.answered(shop.attempt(reference), new PayOutcome.Held("H1", kes(200_00)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference), "late money counts all the same");
        assertEquals(List.of(), openCases());
    }

    @Test
    void whatADeadNodeAskedOfAWalletThatCannotBeAskedIsForAPersonAfterTheCustomersTime() {
        shop.wallet().tellsNothing();
        shop.sell("dial 1", "200");
        claimOne();
        pass(60);
        payments.releaseClaims();
        assertEquals(List.of(), payments.claim(10, Set.of()));
        assertEquals(List.of("outcome_unknown"), openCases());
        assertEquals(0, secondsToNext());
    }

    @Test
    void anAnswerToAnAttemptThatDoesNotExistChangesNothing() {
        payments.answered("no such attempt", new PayOutcome.Paid("W1", kes(1)));
        assertEquals(0, database.count("select count(*) from issued_token"));
    }
}
