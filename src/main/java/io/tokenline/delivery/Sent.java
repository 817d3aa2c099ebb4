package io.tokenline.delivery;

import java.util.List;

/**
 * What became of a text that was handed to an operator.
 *
 * @param result what the operator said
 * @param link the account or link that it went over; empty where it went over none
 * @param operatorIds what he calls its parts, where he will tell by receipts what becomes of them
 */
public record Sent(SendResult result, String link, List<String> operatorIds) {

    public Sent {
        operatorIds = List.copyOf(operatorIds);
        if (!operatorIds.isEmpty() && result != SendResult.TAKEN) {
            throw new IllegalArgumentException("receipts come for what was taken only");
        }
    }

    /** A text for which no receipt will come. */
    public static Sent of(SendResult result) {
        return new Sent(result, "", List.of());
    }
}
