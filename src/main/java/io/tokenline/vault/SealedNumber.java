package io.tokenline.vault;

import jakarta.inject.Inject;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** A phone number that an entity has in the clear and its column sealed; queries find it by {@code =}. */
@Converter
public class SealedNumber implements AttributeConverter<@Nullable String, @Nullable String> {

    private final Seals seals;

    @Inject
    SealedNumber(Seals seals) {
        this.seals = seals;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String clear) {
        return clear == null ? null : seals.number(clear);
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String kept) {
        return kept == null ? null : seals.openNumber(kept);
    }
}
