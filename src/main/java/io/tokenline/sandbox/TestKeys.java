package io.tokenline.sandbox;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
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

/** The sandbox's two supply groups and their published test keys; worthless for any real meter. */
enum TestKeys {
    /** MISTY1 under a 160-bit key. */
    EA11(EncryptionAlgorithm.EA11, Dkga.DKGA04, "600675", "000102030405060708090a0b0c0d0e0f10111213"),
    /** The sample STA tables of the standard under a 64-bit key. */
    EA07(EncryptionAlgorithm.EA07, Dkga.DKGA02, "600676", "0123456789abcdef");

    private static final int TARIFF_INDEX = 7;
    private static final int NEVER = 255;

    private final EncryptionAlgorithm algorithm;
    private final Dkga dkga;
    private final String group;
    private final String key;

    TestKeys(EncryptionAlgorithm algorithm, Dkga dkga, String group, String key) {
        this.algorithm = algorithm;
        this.dkga = dkga;
        this.group = group;
        this.key = key;
    }

    static TestKeys of(int algorithm) {
        return EncryptionAlgorithm.ofCode(algorithm) == EncryptionAlgorithm.EA11 ? EA11 : EA07;
    }

    SupplyGroupCode group() {
        return new SupplyGroupCode(group);
    }

    KeyRevision revision() {
        return new KeyRevision(1);
    }

    /** A key without end or limits, for everything that a utility does with meters. */
    KeyAttributes attributes() {
        return new KeyAttributes(
                group(),
                revision(),
                KeyType.DUTK,
                dkga,
                algorithm,
                BaseDate.BD2014,
                new KeyExpiryNumber(NEVER),
                BaseDate.BD2014.start(),
                KeyAttributes.NEVER,
                AllowedTokens.USUAL,
                0,
                0);
    }

    VendingKey vendingKey() {
        return new VendingKey(HexFormat.of().parseHex(key));
    }

    /** The parameters of a meter in this group. */
    MeterKeyParameters parameters(MeterPan pan) {
        return parameters(pan, TARIFF_INDEX, revision().number());
    }

    MeterKeyParameters parameters(MeterPan pan, int tariffIndex, int keyRevision) {
        return new MeterKeyParameters(
                pan,
                algorithm,
                dkga,
                BaseDate.BD2014,
                group(),
                new TariffIndex(tariffIndex),
                new KeyRevision(keyRevision),
                KeyType.DUTK);
    }
}
