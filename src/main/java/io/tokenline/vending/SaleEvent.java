package io.tokenline.vending;

import io.tokenline.Outcome;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A state that a sale was in. */
@Embeddable
record SaleEvent(
        @Enumerated(EnumType.STRING) SaleState state,
        @Enumerated(EnumType.STRING) @Nullable Outcome reason,
        Instant at) {}
