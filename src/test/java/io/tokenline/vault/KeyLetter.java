package io.tokenline.vault;

import io.tokenline.Rooms;
import io.tokenline.metering.MeterFixture;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.token.sts.VendingKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The letter in which a vending key comes: a key of no worth, another one for each name, and what may be done with it.
 * What is not said is as wide as can be.
 */
public final class KeyLetter {

    private static final int TARIFF_INDEX = 1;

    private final SupplyGroupCode group;
    private final KeyRevision revision;
    private KeyType kt = KeyType.DUTK;
    private Dkga dkga = Dkga.DKGA04;
    private EncryptionAlgorithm ea = EncryptionAlgorithm.EA11;
    private BaseDate baseDate = BaseDate.BD2014;
    private int ken = 255;
    private Instant activeFrom = BaseDate.BD2014.start();
    private Instant issueUntil = KeyAttributes.NEVER;
    private AllowedTokens allowed = AllowedTokens.USUAL;
    private long unitsPerToken;
    private long unitsPerDay;

    private KeyLetter(String group, int revision) {
        this.group = new SupplyGroupCode(group);
        this.revision = new KeyRevision(revision);
    }

    /** A unique key for EA 11 under the base date of 2014. */
    public static KeyLetter of(String group, int revision) {
        return new KeyLetter(group, revision);
    }

    public KeyLetter type(KeyType type) {
        kt = type;
        return this;
    }

    public KeyLetter cipher(Dkga derivation, EncryptionAlgorithm algorithm) {
        dkga = derivation;
        ea = algorithm;
        return this;
    }

    /** Counts from another base date, from which it is active too. */
    public KeyLetter baseDate(BaseDate date) {
        baseDate = date;
        activeFrom = date.start();
        return this;
    }

    public KeyLetter ken(int number) {
        ken = number;
        return this;
    }

    public KeyLetter activeFrom(Instant moment) {
        activeFrom = moment;
        return this;
    }

    public KeyLetter issueUntil(Instant moment) {
        issueUntil = moment;
        return this;
    }

    public KeyLetter allowing(String... kinds) {
        allowed = AllowedTokens.of(List.of(kinds));
        return this;
    }

    /** In 0.1 kWh. */
    public KeyLetter unitsPerToken(long units) {
        unitsPerToken = units;
        return this;
    }

    /** In 0.1 kWh. */
    public KeyLetter unitsPerDay(long units) {
        unitsPerDay = units;
        return this;
    }

    /** What may be done with the key. */
    public KeyAttributes attributes() {
        return new KeyAttributes(
                group,
                revision,
                kt,
                dkga,
                ea,
                baseDate,
                new KeyExpiryNumber(ken),
                activeFrom,
                issueUntil,
                allowed,
                unitsPerToken,
                unitsPerDay);
    }

    /** The key, of odd parity where it is one of DES. */
    public VendingKey key() {
        return key("");
    }

    /** Another key under the same name. */
    public VendingKey key(String variant) {
        byte[] bytes =
                Arrays.copyOf(digest(variant + group.digits() + revision.number() + dkga), dkga.vendingKeyBytes());
        for (int i = 0; dkga == Dkga.DKGA02 && i < bytes.length; i++) {
            bytes[i] ^= (byte) (1 - (Integer.bitCount(bytes[i] & 0xFF) & 1));
        }
        return new VendingKey(bytes);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A meter that has this key. */
    public MeterKeyParameters meter(int serial) {
        return new MeterKeyParameters(
                MeterFixture.pan(serial), ea, dkga, baseDate, group, new TariffIndex(TARIFF_INDEX), revision, kt);
    }

    /** This key as what a meter's is to become. */
    public KeyTarget target() {
        return new KeyTarget(group, new TariffIndex(TARIFF_INDEX), revision);
    }

    /** Loads the key as two custodians do. */
    public KeyLetter load(Rooms rooms) {
        MeterFixture.loadKey(rooms, attributes(), key());
        return this;
    }

    /** Proposes the key; returns the number of the proposal. */
    public long propose(Vault vault, String person) throws VaultException {
        Vault.Result result = vault.propose(attributes(), key(), "letter", person);
        return result.proposal()
                .orElseThrow(() -> new IllegalStateException("refused: " + result.outcome()))
                .id();
    }

    /** Withdraws the key as two custodians do. */
    public void withdraw(Rooms rooms) {
        Vault vault = rooms.get(Vault.class);
        Vault.Proposal proposal = vault.proposeWithdrawal(group, revision, "for the test", "amina")
                .proposal()
                .orElseThrow();
        try {
            vault.decide(proposal.id(), true, "brian");
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }
}
