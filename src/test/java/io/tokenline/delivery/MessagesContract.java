package io.tokenline.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is shown of messages, and of the times that they were handed to operators; on whichever database. */
abstract class MessagesContract {

    private static final Msisdn PHONE = new Msisdn("254700123456");
    private static final Msisdn OTHER = new Msisdn("254700123457");
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Database database;
    private final Outbox outbox;
    private final Receipts receipts;

    MessagesContract(Database database) {
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

    private void owe(String key, Message.Kind kind, Msisdn to) {
        outbox.owe(key, kind, Optional.of("REF" + key), "telco", to, "text " + key);
    }

    private void answer(Sent sent) {
        outbox.claim(10).forEach(claimed -> outbox.answered(claimed.id(), sent));
        database.clock().pass(PAUSE);
    }

    private List<MessageView> all() {
        return outbox.page(Optional.empty(), Long.MAX_VALUE, 50);
    }

    private MessageView only() {
        List<MessageView> all = all();
        assertEquals(1, all.size());
        return all.get(0);
    }

    @Test
    void eachTimeThatAnOperatorGotItIsKept() {
        owe("1", Message.Kind.TOKEN, PHONE);
        Instant start = database.clock().instant();
        answer(Sent.of(SendResult.NO_LINK));
        answer(Sent.of(SendResult.BUSY));
        answer(Sent.of(SendResult.UNKNOWN));
        assertEquals(List.of(), only().attempts(), "no operator got it");
        answer(Sent.over("telco", SendResult.REFUSED_FOR_NOW, OptionalInt.of(0x58)));
        answer(Sent.over("other", SendResult.UNKNOWN, OptionalInt.empty()));
        answer(Sent.taken("telco", List.of("m1", "m2")));
        assertEquals(
                List.of(
                        new MessageView.Attempt(
                                start.plus(PAUSE.multipliedBy(3)),
                                "telco",
                                SendResult.REFUSED_FOR_NOW,
                                OptionalInt.of(0x58)),
                        new MessageView.Attempt(
                                start.plus(PAUSE.multipliedBy(4)), "other", SendResult.UNKNOWN, OptionalInt.empty()),
                        new MessageView.Attempt(
                                start.plus(PAUSE.multipliedBy(5)), "telco", SendResult.TAKEN, OptionalInt.of(0))),
                only().attempts());
        receipts.take(new Receipt("telco", List.of("m2"), Optional.of(PHONE), Receipt.Outcome.DELIVERED));
        assertEquals(
                List.of("m1 false", "m2 true"),
                only().receipts().stream()
                        .map(part -> part.operatorId() + " " + part.delivered())
                        .toList());
    }

    @Test
    void anAnswerAndItsAttemptAreOneCommit() {
        owe("1", Message.Kind.TOKEN, PHONE);
        long id = outbox.claim(1).get(0).id();
        try {
            database.tx((Runnable) () -> {
                outbox.answered(id, Sent.over("telco", SendResult.ACCEPTED, OptionalInt.of(0)));
                throw new IllegalStateException("power cut");
            });
        } catch (IllegalStateException e) {
            assertEquals("power cut", e.getMessage());
        }
        assertEquals(Message.State.SENDING, only().state());
        assertEquals(List.of(), only().attempts());
    }

    @Test
    void aSecretTextIsNotShownAndAnotherIs() {
        owe("1", Message.Kind.TOKEN, PHONE);
        owe("2", Message.Kind.ANSWER, PHONE);
        owe("3", Message.Kind.SERVICE_TOKEN, PHONE);
        assertEquals(
                List.of(Optional.empty(), Optional.of("text 2"), Optional.empty()),
                all().stream().map(MessageView::text).toList());
        assertFalse(all().toString().contains("text"));
    }

    @Test
    void messagesComeNewestFirstPageByPageAndByPhone() {
        for (int i = 1; i <= 5; i++) {
            owe("" + i, Message.Kind.ANSWER, i == 2 ? OTHER : PHONE);
        }
        answer(Sent.over("telco", SendResult.ACCEPTED, OptionalInt.of(0)));
        List<MessageView> first = outbox.page(Optional.of(PHONE), Long.MAX_VALUE, 3);
        assertEquals(
                List.of("text 5", "text 4", "text 3"),
                first.stream().map(m -> m.text().orElse("")).toList());
        List<MessageView> rest = outbox.page(Optional.of(PHONE), first.get(2).id(), 3);
        assertEquals(
                List.of("REF1"),
                rest.stream().map(m -> m.saleReference().orElse("")).toList());
        assertEquals(1, rest.get(0).attempts().size(), "each has its own");
        assertEquals(
                OTHER, outbox.page(Optional.of(OTHER), Long.MAX_VALUE, 3).get(0).to());
    }
}
