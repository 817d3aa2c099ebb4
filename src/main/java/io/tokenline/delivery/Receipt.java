package io.tokenline.delivery;

import io.tokenline.Msisdn;
import java.util.List;
import java.util.Optional;

/**
 * What an operator tells of a text that he took.
 *
 * @param link the link that the receipt came over
 * @param operatorIds what he may have called it in his response, in the form in which ids are compared, the likeliest
 *     first
 * @param phone whom it was for, where the receipt says so
 * @param outcome what became of it
 */
public record Receipt(String link, List<String> operatorIds, Optional<Msisdn> phone, Outcome outcome) {

    /** What became of a text. */
    public enum Outcome {
        /** It is on the phone. */
        DELIVERED,
        /** It did not reach the phone in time; another try may. */
        UNDELIVERED,
        /** It was thrown away; another try would be, too. */
        REJECTED
    }

    public Receipt {
        operatorIds = List.copyOf(operatorIds);
    }
}
