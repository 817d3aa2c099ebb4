package io.tokenline.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.sandbox.meter.Section;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeterSecretsTest {

    @Test
    void whatIsWrittenIsRead() {
        Random random = new Random(16);
        for (EncryptionAlgorithm algorithm : EncryptionAlgorithm.values()) {
            Map<Section, Section.Part> sections = new EnumMap<>(Section.class);
            for (Section section : Section.values()) {
                byte[] key = new byte[algorithm.keyBytes()];
                random.nextBytes(key);
                MeterSecrets secrets = new MeterSecrets(new DecoderKey(algorithm, key), new EnumMap<>(sections));
                assertEquals(secrets, MeterSecrets.read(algorithm, secrets.bytes()));
                Instant now = Instant.ofEpochMilli(1_772_352_000_123L);
                sections.put(section, new Section.Part(random.nextLong(1L << 48), now));
            }
            MeterSecrets all = new MeterSecrets(new DecoderKey(algorithm, new byte[algorithm.keyBytes()]), sections);
            assertEquals(all, MeterSecrets.read(algorithm, all.bytes()));
        }
    }
}
