package io.tokenline.delivery;

import java.util.List;
import java.util.OptionalInt;

/**
 * What became of a text that was handed to an operator.
 *
 * @param result what the operator said
 * @param link the account or link that it went over; empty where it went over none
 * @param operatorIds what he calls its parts, where he will tell by receipts what becomes of them
 * @param commandStatus of his last response; empty where there was none
 */
public record Sent(SendResult result, String link, List<String> operatorIds, OptionalInt commandStatus) {

    private static final int OK = 0;

    public Sent {
        operatorIds = List.copyOf(operatorIds);
        if (!operatorIds.isEmpty() && result != SendResult.TAKEN) {
            throw new IllegalArgumentException("receipts come for what was taken only");
        }
    }

    /** A text of which nobody knows that an operator got it. */
    public static Sent of(SendResult result) {
        return new Sent(result, "", List.of(), OptionalInt.empty());
    }

    /** A text that an operator got, and for which no receipt will come. */
    public static Sent over(String link, SendResult result, OptionalInt commandStatus) {
        return new Sent(result, link, List.of(), commandStatus);
    }

    /** A text that an operator took, who will tell what becomes of it. */
    public static Sent taken(String link, List<String> operatorIds) {
        return new Sent(SendResult.TAKEN, link, operatorIds, OptionalInt.of(OK));
    }

    /** Whether an operator got it, whatever he said. */
    boolean isAttempt() {
        return !link.isEmpty() && result != SendResult.NO_LINK && result != SendResult.BUSY;
    }
}
