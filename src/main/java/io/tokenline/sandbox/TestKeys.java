package io.tokenline.sandbox;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.token.sts.VendingKey;
import io.tokenline.vault.AllowedTokens;
import io.tokenline.vault.KeyAttributes;
import java.util.HexFormat;
import java.util.Map;

/**
 * The sandbox's two supply groups and their published test keys, two revisions each; worthless for any real meter. All
 * count from 2014.
 */
enum TestKeys {
    /** MISTY1 under 160-bit keys. */
    EA11(
            EncryptionAlgorithm.EA11,
            Dkga.DKGA04,
            "600675",
            "000102030405060708090a0b0c0d0e0f10111213",
            "101112131415161718191a1b1c1d1e1f20212223"),
    /** The sample STA tables of the standard under 64-bit keys. */
    EA07(EncryptionAlgorithm.EA07, Dkga.DKGA02, "600676", "0123456789abcdef", "fedcba9876543210");

    /** KEN of all of them: as long as their base date lasts. */
    static final int EXPIRY = 255;

    private static final int TARIFF_INDEX = 7;

    private final EncryptionAlgorithm algorithm;
    private final Dkga dkga;
    private final String group;
    private final String firstKey;
    private final String secondKey;

    TestKeys(EncryptionAlgorithm algorithm, Dkga dkga, String group, String firstKey, String secondKey) {
        this.algorithm = algorithm;
        this.dkga = dkga;
        this.group = group;
        this.firstKey = firstKey;
        this.secondKey = secondKey;
    }

    static TestKeys of(EncryptionAlgorithm algorithm) {
        return algorithm == EncryptionAlgorithm.EA11 ? EA11 : EA07;
    }

    SupplyGroupCode group() {
        return new SupplyGroupCode(group);
    }

    /** The revision that demo meters leave the factory with. */
    KeyRevision revision() {
        return new KeyRevision(1);
    }

    /** A key without end or limits, for everything that a utility does with meters. */
    KeyAttributes attributes(KeyRevision revision) {
        return new KeyAttributes(
                group(),
                revision,
                KeyType.DUTK,
                dkga,
                algorithm,
                BaseDate.BD2014,
                new KeyExpiryNumber(EXPIRY),
                BaseDate.BD2014.start(),
                KeyAttributes.NEVER,
                AllowedTokens.USUAL,
                0,
                0);
    }

    /** The revision that follows it. */
    KeyRevision nextRevision() {
        return new KeyRevision(2);
    }

    TariffIndex tariffIndex() {
        return new TariffIndex(TARIFF_INDEX);
    }

    /**
     * The group's key of a revision, 1 or 2.
     *
     * @throws IllegalArgumentException where there is none
     */
    VendingKey vendingKey(int revision) {
        String key = switch (revision) {
            case 1 -> firstKey;
            case 2 -> secondKey;
            default -> throw new IllegalArgumentException("the test keys have revisions 1 and 2");
        };
        return new VendingKey(HexFormat.of().parseHex(key));
    }

    /** The parameters of a meter in this group as it leaves the factory. */
    MeterKeyParameters parameters(MeterPan pan) {
        return parameters(pan, tariffIndex(), revision());
    }

    MeterKeyParameters parameters(MeterPan pan, TariffIndex tariffIndex, KeyRevision revision) {
        return new MeterKeyParameters(
                pan, algorithm, dkga, BaseDate.BD2014, group(), tariffIndex, revision, KeyType.DUTK);
    }

    /** What a meter knows when it leaves the factory: the decoder key for its number, and no part of another. */
    static MeterSecrets fromFactory(VirtualMeter meter) {
        KeyRevision revision = new KeyRevision(meter.keyRevision());
        TestKeys keys = of(meter.algorithm());
        MeterKeyParameters parameters = keys.parameters(meter.pan(), new TariffIndex(meter.tariffIndex()), revision);
        return new MeterSecrets(KeyDerivation.derive(keys.vendingKey(revision.number()), parameters), Map.of());
    }
}
