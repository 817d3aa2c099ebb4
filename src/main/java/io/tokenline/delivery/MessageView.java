package io.tokenline.delivery;

import io.tokenline.Msisdn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message as somebody who looks after customers sees it.
 *
 * @param link the operator account or link that it is for
 * @param text empty where it is secret
 * @param nextAt when it is tried again, where it is
 * @param attempts each time that it was handed to an operator, oldest first; of very many the newest
 * @param receipts its parts that operators promised receipts for, in the order in which they took them
 */
public record MessageView(
        long id,
        Message.Kind kind,
        Optional<String> saleReference,
        String link,
        Msisdn to,
        Optional<String> text,
        Message.State state,
        Instant createdAt,
        Instant changedAt,
        Instant expiresAt,
        Optional<Instant> nextAt,
        List<Attempt> attempts,
        List<Part> receipts) {

    /**
     * One time that it was handed to an operator.
     *
     * @param at when he answered, or was no longer waited for
     * @param way the account or link that it went over
     * @param commandStatus what he said; empty where he said nothing
     */
    public record Attempt(Instant at, String way, SendResult result, OptionalInt commandStatus) {}

    /**
     * A part that an operator took.
     *
     * @param attempt 1 for the first time that the message was taken
     * @param operatorId what he calls it
     * @param delivered whether he has said that it is on the phone
     */
    public record Part(int attempt, String way, String operatorId, Instant sentAt, boolean delivered) {}

    public MessageView {
        attempts = List.copyOf(attempts);
        receipts = List.copyOf(receipts);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "MessageView[" + id + ", " + state + "]";
    }
}
