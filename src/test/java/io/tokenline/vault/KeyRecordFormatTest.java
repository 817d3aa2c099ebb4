package io.tokenline.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.VendingKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written about a key is read again, to the bit. */
class KeyRecordFormatTest {

    private static final long ALL_KINDS = (1L << 48) - 1;
    private static final List<BaseDate> BASE_DATES = List.of(BaseDate.values());

    private final Random random = new Random(62055);

    private KeyAttributes anyAttributes() {
        Dkga dkga = random.nextBoolean() ? Dkga.DKGA02 : Dkga.DKGA04;
        boolean sta = dkga == Dkga.DKGA02 || random.nextBoolean();
        Instant from = anyMoment(KeyAttributes.NEVER);
        return new KeyAttributes(
                SupplyGroupCode.of(random.nextInt(1_000_000)),
                new KeyRevision(1 + random.nextInt(9)),
                random.nextBoolean() ? KeyType.DUTK : KeyType.DDTK,
                dkga,
                sta ? EncryptionAlgorithm.EA07 : EncryptionAlgorithm.EA11,
                BASE_DATES.get(random.nextInt(BASE_DATES.size())),
                new KeyExpiryNumber(random.nextInt(256)),
                from,
                Instant.ofEpochMilli(random.nextLong(from.toEpochMilli() + 1, KeyAttributes.NEVER.toEpochMilli() + 1)),
                new AllowedTokens(random.nextLong() & ALL_KINDS),
                random.nextLong() & Long.MAX_VALUE,
                random.nextLong() & Long.MAX_VALUE);
    }

    private Instant anyMoment(Instant before) {
        return Instant.ofEpochMilli(random.nextLong(before.toEpochMilli()));
    }

    private KeyRecordFormat.Content anyContent() {
        KeyAttributes attributes = anyAttributes();
        byte[] key = new byte[attributes.dkga().vendingKeyBytes()];
        random.nextBytes(key);
        return new KeyRecordFormat.Content(attributes, new VendingKey(key));
    }

    @Test
    void whateverAttributesAreWrittenAreRead() throws VaultException {
        for (int i = 0; i < 2_000; i++) {
            KeyRecordFormat.Content content = anyContent();
            assertEquals(content, KeyRecordFormat.read(KeyRecordFormat.write(content)));
        }
    }

    @Test
    void momentsFinerThanTheRecordAreCutWhenTheyComeIn() throws VaultException {
        Instant fine = Instant.parse("2026-03-01T08:00:00.123456789Z");
        KeyLetter letter = KeyLetter.of("123457", 1).activeFrom(fine).issueUntil(fine.plusSeconds(1));
        KeyRecordFormat.Content content = new KeyRecordFormat.Content(letter.attributes(), letter.key());
        assertEquals(content, KeyRecordFormat.read(KeyRecordFormat.write(content)));
        assertEquals(
                Instant.parse("2026-03-01T08:00:00.123Z"), letter.attributes().activeFrom());
        KeyLetter tooShort = KeyLetter.of("123457", 1).activeFrom(fine).issueUntil(fine.plusNanos(1));
        assertThrows(IllegalArgumentException.class, tooShort::attributes, "nothing is left between the two");
    }

    @Test
    void momentsThatNoRecordCanHoldAreRefusedWhenTheyComeIn() {
        KeyLetter tooLate = KeyLetter.of("123457", 1).issueUntil(Instant.MAX);
        assertThrows(IllegalArgumentException.class, tooLate::attributes);
        KeyLetter tooEarly = KeyLetter.of("123457", 1).activeFrom(Instant.MIN);
        assertThrows(IllegalArgumentException.class, tooEarly::attributes);
    }

    @Test
    void aRecordThatAnotherVersionWroteIsSaidSo() {
        for (int i = 0; i < 200; i++) {
            byte[] whole = KeyRecordFormat.write(anyContent());
            refused(Arrays.copyOf(whole, random.nextInt(whole.length)));
            byte[] longer = Arrays.copyOf(whole, whole.length + 1 + random.nextInt(20));
            longer[0]++;
            refused(longer);
            byte[] unheardOf = whole.clone();
            unheardOf[9] = 99; // a derivation
            refused(unheardOf);
        }
    }

    private static void refused(byte[] record) {
        VaultException refusal = assertThrows(VaultException.class, () -> KeyRecordFormat.read(record));
        assertEquals("the key record was written by another version of this software", refusal.getMessage());
    }
}
