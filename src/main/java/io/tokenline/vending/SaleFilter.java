package io.tokenline.vending;

import io.tokenline.Msisdn;
import io.tokenline.token.sts.MeterPan;
import java.time.Instant;
import java.util.Optional;

/**
 * Which sales are looked for; what is empty does not matter.
 *
 * @param from the first moment that they were made at
 * @param to the first moment that is too late
 */
public record SaleFilter(
        Optional<MeterPan> meter,
        Optional<Msisdn> msisdn,
        Optional<SaleState> state,
        Optional<Instant> from,
        Optional<Instant> to) {}
