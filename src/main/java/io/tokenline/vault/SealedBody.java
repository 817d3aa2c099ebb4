package io.tokenline.vault;

import jakarta.inject.Inject;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * A long text that must not be lost, such as what a wallet told: sealed, and while the vault is closed kept in the clear
 * all the same. Whatever writes the row next, once the vault is open, seals it.
 */
@Converter
public class SealedBody implements AttributeConverter<@Nullable String, @Nullable String> {

    private final Seals seals;

    @Inject
    SealedBody(Seals seals) {
        this.seals = seals;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String clear) {
        return clear == null || !seals.areOpen() ? clear : seals.body(clear);
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String kept) {
        return kept == null ? null : seals.openBody(kept);
    }
}
