package io.tokenline.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is owed is sent, once as far as anybody can tell; on whichever database. */
abstract class OutboxContract {

    private static final Msisdn PHONE = new Msisdn("254700123456");

    private final Database database;
    private final Outbox outbox;
    private final Receipts receipts;
    private final AtomicInteger wakes = new AtomicInteger();

    OutboxContract(Database database) {
        this.database = database;
        Rooms rooms = new Rooms(database);
        try {
            rooms.get(Vault.class).createIfMissing();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
        this.outbox = rooms.get(Outbox.class);
        this.receipts = rooms.get(Receipts.class);
        outbox.onWork(wakes::incrementAndGet);
    }

    private void owe(String key) {
        owe(key, "sandbox");
    }

    private void owe(String key, String link) {
        outbox.owe(key, Message.Kind.TOKEN, Optional.of("REF" + key), link, PHONE, "Token " + key);
    }

    private void pass(Duration time) {
        database.clock().pass(time);
    }

    private long claimOne() {
        List<Outbox.Claimed> claimed = outbox.claim(10);
        assertEquals(1, claimed.size());
        return claimed.get(0).id();
    }

    private String state() {
        return database.names("select state from outbox_message").get(0);
    }

    @Test
    void aMessageOwedTwiceIsOwedOnce() {
        owe("1");
        owe("1");
        assertEquals(1, database.count("select count(*) from outbox_message"));
        assertEquals(1, wakes.get());
        OutboundText text = outbox.claim(10).get(0).text();
        Instant end = database.clock().instant().plus(Duration.ofDays(2));
        assertEquals(new OutboundText("sandbox", "12055", PHONE, "Token 1", end), text);
    }

    @Test
    void whatIsStillToBeSentIsCountedAndWhatIsDoneIsNot() {
        owe("1");
        owe("2");
        owe("3");
        assertEquals(new Outbox.Waiting(3, 0), outbox.waiting());
        List<Outbox.Claimed> claimed = outbox.claim(2);
        assertEquals(new Outbox.Waiting(1, 2), outbox.waiting());
        claimed.forEach(message -> outbox.answered(message.id(), SendResult.ACCEPTED));
        assertEquals(new Outbox.Waiting(1, 0), outbox.waiting());
    }

    @Test
    void whatARollbackOwedIsOwedByNobody() {
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    owe("1");
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(0, database.count("select count(*) from outbox_message"));
        assertEquals(0, wakes.get());
    }

    @Test
    void fourSendersTakeEachMessageOnce() {
        database.tx(() -> IntStream.range(0, 60).forEach(i -> owe("" + i)));
        List<List<Long>> taken = Threads.together(4, sender -> () -> {
            List<Long> mine = new ArrayList<>();
            int misses = 0;
            while (misses < 20) {
                List<Outbox.Claimed> batch = outbox.claim(3);
                batch.forEach(claimed -> mine.add(claimed.id()));
                misses = batch.isEmpty() ? misses + 1 : 0;
            }
            return mine;
        });
        List<Long> all = taken.stream().flatMap(List::stream).toList();
        assertEquals(60, all.size());
        assertEquals(60, new HashSet<>(all).size());
    }

    @Test
    void whatTheOperatorTookIsDeliveredAndCounted() {
        owe("1");
        outbox.answered(claimOne(), SendResult.ACCEPTED);
        assertEquals("delivered", state());
        assertEquals(new Outbox.Counts(1, 1), outbox.counts());
        pass(Duration.ofDays(1));
        assertEquals(List.of(), outbox.claim(10));
    }

    @Test
    void whatTheOperatorRefusesForGoodIsNotSentAgain() {
        owe("1");
        outbox.answered(claimOne(), SendResult.REFUSED);
        assertEquals("failed", state());
        pass(Duration.ofDays(1));
        assertEquals(List.of(), outbox.claim(10));
        assertEquals(new Outbox.Counts(0, 0), outbox.counts());
    }

    @Test
    void eachFailedTryIsFollowedByALongerPause() {
        owe("1");
        for (int seconds : new int[] {1, 2, 5, 10, 30, 60, 300, 300}) {
            outbox.answered(claimOne(), SendResult.NO_LINK);
            assertEquals("queued", state());
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertEquals(List.of(), outbox.claim(10));
            pass(Duration.ofMillis(1));
        }
        claimOne();
    }

    @Test
    void aFullWindowIsNoFailedTry() {
        owe("1");
        for (int i = 0; i < 10; i++) {
            outbox.answered(claimOne(), SendResult.BUSY);
            assertEquals("queued", state());
            pass(Duration.ofSeconds(1));
        }
        outbox.answered(claimOne(), SendResult.REFUSED_FOR_NOW);
        pass(Duration.ofSeconds(1));
        claimOne();
    }

    @Test
    void whatIsForABusyLinkStays() {
        owe("1", "sandbox");
        owe("2", "other");
        List<Outbox.Claimed> claimed = outbox.claim(10, Set.of("sandbox"));
        assertEquals(
                List.of("other"), claimed.stream().map(c -> c.text().link()).toList());
    }

    @Test
    void whatNobodyTookForTwoDaysExpires() {
        owe("1");
        pass(Duration.ofDays(2).minusMillis(500));
        outbox.answered(claimOne(), SendResult.REFUSED_FOR_NOW);
        assertEquals("expired", state());
        pass(Duration.ofDays(1));
        assertEquals(List.of(), outbox.claim(10));
    }

    @Test
    void whatWaitedLongerThanItIsWorthIsNotSentAnyMore() {
        owe("1");
        pass(Duration.ofDays(2).plusMillis(1));
        assertEquals(List.of(), outbox.claim(10));
        assertEquals("expired", state());
    }

    @Test
    void aSenderWhoDoesNotComeBackLosesItsMessagesAfterAMinute() {
        owe("1");
        long id = claimOne();
        pass(Duration.ofSeconds(59));
        assertEquals(List.of(), outbox.claim(10));
        pass(Duration.ofSeconds(1));
        assertEquals(id, claimOne());
    }

    @Test
    void aLateAnswerDoesNotSendADeliveredMessageAgain() {
        owe("1");
        long id = claimOne();
        pass(Duration.ofSeconds(60));
        claimOne();
        outbox.answered(id, SendResult.ACCEPTED);
        for (SendResult late : SendResult.values()) {
            outbox.answered(id, late);
            assertEquals("delivered", state(), late.name());
        }
        pass(Duration.ofHours(1));
        assertEquals(List.of(), outbox.claim(10));
    }

    @Test
    void anOperatorWhoIsBackGetsHisMessagesAtOnce() {
        owe("1", "sandbox");
        owe("2", "other");
        outbox.claim(10).forEach(claimed -> outbox.answered(claimed.id(), SendResult.NO_LINK));
        wakes.set(0);
        outbox.linkIsUp("nobody", List.of());
        assertEquals(0, wakes.get());
        outbox.linkIsUp("sandbox", List.of());
        assertEquals(1, wakes.get());
        List<Outbox.Claimed> claimed = outbox.claim(10);
        assertEquals(
                List.of("sandbox"), claimed.stream().map(c -> c.text().link()).toList());
        outbox.linkIsUp("sandbox", List.of());
        assertEquals(List.of(), outbox.claim(10), "what is being sent is not sent twice");
    }

    @Test
    void anOperatorWhoHasThePhoneGetsWhatWaitsForAnother() {
        owe("1", "gone");
        outbox.answered(claimOne(), SendResult.NO_LINK);
        outbox.linkIsUp("back", List.of("25479", "1"));
        assertEquals(List.of(), outbox.claim(10), "another's phone");
        outbox.linkIsUp("back", List.of("1", PHONE.digits().substring(0, 5)));
        claimOne();
    }

    @Test
    void anOperatorWhoIsBackDoesNotHurryWhatWaitsForAPhone() {
        owe("1", "sandbox");
        long id = claimOne();
        outbox.answered(id, Sent.taken("sandbox", List.of("m1")));
        receipts.take(new Receipt("sandbox", List.of("m1"), Optional.of(PHONE), Receipt.Outcome.UNDELIVERED));
        assertEquals("queued", state());
        outbox.linkIsUp("sandbox", List.of());
        assertEquals(List.of(), outbox.claim(10));
    }

    @Test
    void whatANodeHeldWhenItDiedIsSentAtItsNextStart() {
        owe("1");
        owe("2");
        outbox.claim(10);
        database.execute("update outbox_message set claimed_by = 'node-2' where message_key = '2'");
        assertEquals(1, outbox.releaseClaims());
        assertEquals("Token 1", outbox.claim(10).get(0).text().text());
    }
}
