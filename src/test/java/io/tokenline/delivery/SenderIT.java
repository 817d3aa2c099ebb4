package io.tokenline.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sender between the outbox and the operators. */
class SenderIT {

    private final Database database = Database.h2();
    private final Outbox outbox = new Rooms(database).get(Outbox.class);
    private final List<OutboundText> sent = new ArrayList<>();

    private Sender sender(Function<OutboundText, CompletionStage<SendResult>> operators, Executor executor) {
        return new Sender(
                outbox,
                text -> {
                    sent.add(text);
                    return operators.apply(text).thenApply(Sent::of);
                },
                executor,
                outbox::answered);
    }

    private Sender answering(SendResult result) {
        return sender(text -> CompletableFuture.completedFuture(result), Runnable::run);
    }

    private void owe(int messages) {
        database.tx(() -> IntStream.range(0, messages)
                .forEach(i -> outbox.owe(
                        "key " + i,
                        Message.Kind.ANSWER,
                        Optional.empty(),
                        "sandbox",
                        new Msisdn("254700123456"),
                        "text " + i)));
    }

    private static int drainAll(Sender sender) {
        int all = 0;
        for (int taken = sender.drain(); taken > 0; taken = sender.drain()) {
            all += taken;
        }
        return all;
    }

    private long count(String state) {
        return database.count("select count(*) from outbox_message where state = '" + state + "'");
    }

    @Test
    void everythingOwedIsSentAndWrittenDown() {
        owe(70);
        assertEquals(70, drainAll(answering(SendResult.ACCEPTED)));
        assertEquals(70, sent.size());
        assertEquals(70, count("DELIVERED"));
    }

    @Test
    void withoutALinkTheMessageWaits() {
        owe(1);
        assertEquals(1, drainAll(answering(SendResult.NO_LINK)));
        assertEquals(1, count("QUEUED"));
    }

    @Test
    void aBusyOperatorIsAskedNoMoreThanOneBatchAndHoldsUpNoOther() {
        owe(200);
        database.execute(
                "update outbox_message set link = 'other' where id > (select max(id) - 5 from outbox_message)");
        Sender sender = sender(
                text -> CompletableFuture.completedFuture(
                        text.link().equals("other") ? SendResult.ACCEPTED : SendResult.BUSY),
                Runnable::run);
        drainAll(sender);
        assertEquals(5, count("DELIVERED"));
        assertTrue(sent.size() <= 55, () -> sent.size() + " were tried");
        database.clock().pass(Duration.ofSeconds(1));
        sent.clear();
        drainAll(sender);
        assertFalse(sent.isEmpty(), "the next round tries again");
    }

    @Test
    void anOperatorWhoNeverAnswersGetsNoMoreThanFiveHundred() {
        owe(520);
        List<CompletableFuture<SendResult>> open = new ArrayList<>();
        Sender sender = sender(
                text -> {
                    open.add(new CompletableFuture<>());
                    return open.get(open.size() - 1);
                },
                Runnable::run);
        assertEquals(500, drainAll(sender));
        assertEquals(0, sender.drain());
        open.get(0).complete(SendResult.ACCEPTED);
        assertEquals(1, sender.drain(), "one answer makes room for one");
        assertEquals(501, sent.size());
    }

    @Test
    void anAnswerThatCannotBeWrittenDownKeepsNoRoom() {
        owe(520);
        Sender sender = sender(text -> CompletableFuture.completedFuture(SendResult.ACCEPTED), task -> {
            throw new RejectedExecutionException("all busy");
        });
        assertEquals(520, drainAll(sender));
        assertEquals(520, count("SENDING"), "sent again after the lease");
    }

    @Test
    void aSenderThatFailsKeepsNoRoomAndHoldsUpNoOther() {
        owe(520);
        Sender sender = sender(
                text -> {
                    throw new IllegalStateException("a bug");
                },
                Runnable::run);
        assertEquals(520, drainAll(sender));
        assertEquals(520, count("QUEUED"), "tried again, as after any silence");
    }

    @Test
    void aStageThatFailsIsASilence() {
        owe(1);
        drainAll(sender(text -> CompletableFuture.failedFuture(new IllegalStateException("a bug")), Runnable::run));
        assertEquals(1, count("QUEUED"));
    }
}
