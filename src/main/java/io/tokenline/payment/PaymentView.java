package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A payment attempt as staff see it.
 *
 * @param id our reference at the wallet
 * @param provider which wallet
 * @param externalId the wallet's own reference, once it has given one
 * @param tries how often it was asked
 */
public record PaymentView(
        String id,
        String provider,
        AttemptState state,
        Optional<Outcome> reason,
        Optional<String> externalId,
        Money amount,
        int tries,
        Instant createdAt,
        Instant changedAt) {}
