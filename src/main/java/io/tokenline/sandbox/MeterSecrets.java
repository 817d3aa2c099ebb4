package io.tokenline.sandbox;

import io.tokenline.sandbox.meter.MeterState;
import io.tokenline.sandbox.meter.Section;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What nobody may read in a meter's row: its decoder key, and the parts of the next one. No text shows them.
 *
 * @param key the decoder key
 * @param sections those that wait for the rest
 */
record MeterSecrets(DecoderKey key, Map<Section, Section.Part> sections) {

    private static final int SECTION_BYTES = 1 + 2 * Long.BYTES;

    static MeterSecrets of(MeterState state) {
        return new MeterSecrets(state.key().secret(), state.sections());
    }

    /** The key's bytes, then for each section its sub-class, content and time. */
    byte[] bytes() {
        byte[] secret = key.bytes();
        ByteBuffer bytes = ByteBuffer.allocate(secret.length + SECTION_BYTES * sections.size())
                .put(secret);
        sections.forEach((section, part) -> bytes.put((byte) section.subClass())
                .putLong(part.content())
                .putLong(part.enteredAt().toEpochMilli()));
        return bytes.array();
    }

    /** The inverse of {@link #bytes}. */
    static MeterSecrets read(EncryptionAlgorithm algorithm, byte[] written) {
        ByteBuffer bytes = ByteBuffer.wrap(written);
        byte[] secret = new byte[algorithm.keyBytes()];
        bytes.get(secret);
        Map<Section, Section.Part> sections = new EnumMap<>(Section.class);
        while (bytes.hasRemaining()) {
            Section section = Section.of(bytes.get()).orElseThrow();
            sections.put(section, new Section.Part(bytes.getLong(), Instant.ofEpochMilli(bytes.getLong())));
        }
        return new MeterSecrets(new DecoderKey(algorithm, secret), sections);
    }
}
