package io.tokenline.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What operators tell of the texts that they took; on whichever database. */
abstract class ReceiptsContract {

    private static final Msisdn PHONE = new Msisdn("254700123456");
    private static final Msisdn OTHER = new Msisdn("254700123457");

    private final Database database;
    private final Outbox outbox;
    private final Receipts receipts;

    ReceiptsContract(Database database) {
        this.database = database;
        Rooms rooms = new Rooms(database);
        try {
            rooms.get(Vault.class).createIfMissing();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
        this.outbox = rooms.get(Outbox.class);
        this.receipts = rooms.get(Receipts.class);
    }

    private long claimed(Message.Kind kind) {
        outbox.owe("1", kind, Optional.of("REF1"), "telco", PHONE, "Token 1");
        return claimAgain();
    }

    private long claimAgain() {
        List<Outbox.Claimed> claimed = outbox.claim(10);
        assertEquals(1, claimed.size());
        return claimed.get(0).id();
    }

    private void taken(long id, String... operatorIds) {
        outbox.answered(id, Sent.taken("telco", List.of(operatorIds)));
    }

    private void receipt(Receipt.Outcome outcome, String... ids) {
        receipts.take(new Receipt("telco", List.of(ids), Optional.of(PHONE), outcome));
    }

    private String state() {
        return database.names("select state from outbox_message").get(0);
    }

    private long parked() {
        return database.count("select count(*) from parked_receipt");
    }

    @Test
    void whatIsTakenIsSentAndWhatIsReceiptedIsDelivered() {
        taken(claimed(Message.Kind.TOKEN), "m1");
        assertEquals("sent", state());
        assertEquals(new Outbox.Counts(1, 0), outbox.counts());
        database.clock().pass(Duration.ofHours(3));
        assertEquals(List.of(), outbox.claim(10), "a receipt may take its time");
        receipt(Receipt.Outcome.DELIVERED, "m1");
        assertEquals("delivered", state());
        assertEquals(new Outbox.Counts(1, 1), outbox.counts());
    }

    @Test
    void aLongMessageIsDeliveredWhenAllItsPartsAre() {
        taken(claimed(Message.Kind.TOKEN), "m1", "m2");
        receipt(Receipt.Outcome.DELIVERED, "m2");
        assertEquals("sent", state());
        receipt(Receipt.Outcome.DELIVERED, "m1");
        assertEquals("delivered", state());
    }

    @Test
    void aReceiptThatComesBeforeTheResponseWaitsForIt() {
        long id = claimed(Message.Kind.TOKEN);
        receipt(Receipt.Outcome.DELIVERED, "10", "a", "16");
        assertEquals("sending", state());
        assertEquals(0, receipts.match());
        taken(id, "a");
        assertEquals(1, receipts.match());
        assertEquals("delivered", state());
        assertEquals(0, receipts.match());
    }

    @Test
    void receiptAndResponseMayComeAtTheSameMoment() {
        long id = claimed(Message.Kind.TOKEN);
        Threads.together(2, number -> () -> {
            if (number == 0) {
                taken(id, "m1");
            } else {
                receipt(Receipt.Outcome.DELIVERED, "m1");
            }
            return true;
        });
        receipts.match();
        assertEquals("delivered", state());
        assertEquals(0, parked());
    }

    @Test
    void aNumberReadInAnotherBaseCountsForTheSamePhoneOnly() {
        taken(claimed(Message.Kind.TOKEN), "16");
        receipts.take(new Receipt("telco", List.of("10", "a", "16"), Optional.of(OTHER), Receipt.Outcome.DELIVERED));
        receipts.take(new Receipt("telco", List.of("10", "a", "16"), Optional.empty(), Receipt.Outcome.DELIVERED));
        receipts.match();
        assertEquals("sent", state());
        receipt(Receipt.Outcome.DELIVERED, "10", "a", "16");
        assertEquals("delivered", state());
    }

    @Test
    void anIdOfAnotherLinkIsAnotherMessage() {
        taken(claimed(Message.Kind.TOKEN), "m1");
        receipts.take(new Receipt("other", List.of("m1"), Optional.of(PHONE), Receipt.Outcome.DELIVERED));
        assertEquals(0, receipts.match());
        assertEquals("sent", state());
    }

    @Test
    void aTokenThatDidNotArriveIsSentAgainAFewTimes() {
        long id = claimed(Message.Kind.TOKEN);
        int sent = 0;
        while (!state().equals("failed")) {
            taken(id, "m" + ++sent);
            receipt(Receipt.Outcome.UNDELIVERED, "m" + sent);
            database.clock().pass(Duration.ofMinutes(4));
            assertEquals(List.of(), outbox.claim(10), "not at once");
            database.clock().pass(Duration.ofHours(12));
            if (state().equals("queued")) {
                assertEquals(id, claimAgain());
            }
        }
        assertTrue(sent >= 3, () -> sent(id) + " attempts");
        assertEquals(sent, sent(id));
    }

    private long sent(long id) {
        return database.count("select count(*) from outbox_part where message_id = " + id);
    }

    @Test
    void whatTheOperatorThrewAwayIsNotSentAgain() {
        taken(claimed(Message.Kind.TOKEN), "m1");
        receipt(Receipt.Outcome.REJECTED, "m1");
        assertEquals("failed", state());
    }

    @Test
    void anAnswerThatDidNotArriveIsNotSentAgain() {
        taken(claimed(Message.Kind.ANSWER), "m1");
        receipt(Receipt.Outcome.UNDELIVERED, "m1");
        assertEquals("failed", state());
    }

    @Test
    void whatIsSaidOfAnEarlierAttemptIsPastButArrivedIsArrived() {
        long id = claimed(Message.Kind.TOKEN);
        taken(id, "m1");
        receipt(Receipt.Outcome.UNDELIVERED, "m1");
        database.clock().pass(Duration.ofMinutes(5));
        claimAgain();
        taken(id, "m2");
        receipt(Receipt.Outcome.UNDELIVERED, "m1");
        assertEquals("sent", state());
        receipt(Receipt.Outcome.DELIVERED, "m1");
        assertEquals("delivered", state());
        receipt(Receipt.Outcome.UNDELIVERED, "m2");
        assertEquals("delivered", state());
    }

    @Test
    void whatFitsNothingIsForgottenAfterAnHour() {
        receipt(Receipt.Outcome.DELIVERED, "m1", "m2");
        assertEquals(2, parked());
        database.clock().pass(Duration.ofHours(1).plusMillis(1));
        receipts.match();
        assertEquals(0, parked());
    }
}
