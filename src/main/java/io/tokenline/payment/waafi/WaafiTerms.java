package io.tokenline.payment.waafi;

import io.tokenline.Outcome;
import io.tokenline.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What WaafiPay wants to know of us, and how its texts are read.
 *
 * @param holds whether money is held until the token is made, or taken at once
 * @param queries whether the merchant may ask about a transaction, which WaafiPay does not document
 * @param pinWait how long an answer may take, which comes when the customer has entered his PIN
 * @param texts pieces of answers, in small letters, and what they mean
 * @param declined pieces of answers, in small letters, that say no without a reason
 */
record WaafiTerms(
        String merchantUid,
        String apiUserId,
        Secret apiKey,
        boolean holds,
        boolean queries,
        Duration pinWait,
        Map<String, Outcome> texts,
        List<String> declined) {

    /** What a text means, where a piece of it is known. */
    Optional<Outcome> meaning(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return texts.entrySet().stream()
                .filter(entry -> small.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether a text says no, for whichever reason. */
    boolean declines(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return declined.stream().anyMatch(small::contains);
    }
}
