package io.tokenline.sandbox.meter;

import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Commodity;
import io.tokenline.token.sts.DataBlock;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyChange;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.token.sts.TransferCredit;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the tests of the meter have it obey: the vending side's own tokens, and meters to type them into. */
final class Vendor {

    static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    static final int MAKE = 7;
    static final int EXPIRY = 255;
    static final int UNIQUE = 2;
    static final int DEFAULT = 1;
    static final Set<Register> ELECTRIC = EnumSet.of(Register.ELECTRICITY, Register.ELECTRICITY_CURRENCY);

    private static final TokenCodec CODEC = new TokenCodec(StaTables.sample());

    private Vendor() {}

    /** A key with this in each of its bytes. */
    static DecoderKey key(EncryptionAlgorithm algorithm, int octet) {
        byte[] bytes = new byte[algorithm.keyBytes()];
        Arrays.fill(bytes, (byte) octet);
        return new DecoderKey(algorithm, bytes);
    }

    static MeterKey carried(DecoderKey key, int type, int expiry) {
        return new MeterKey(key, "600675", 7, 1, type, expiry);
    }

    /** A meter for electricity, make 07, with an ordinary key that never expires. */
    static StsMeter meter(DecoderKey key) {
        return meter(carried(key, UNIQUE, EXPIRY), ELECTRIC);
    }

    static StsMeter meter(MeterKey key, Set<Register> registers) {
        return new StsMeter(MeterState.fresh(MAKE, key, registers), StaTables.sample());
    }

    /** Any token at all. */
    static String digits(DataBlock block, DecoderKey key) {
        return CODEC.encode(block, key).digits();
    }

    static String digits(StsToken token, DecoderKey key) {
        return digits(token.block(), key);
    }

    /** A token with TID and value. */
    static String digits(int tokenClass, int subClass, int tid, int value, DecoderKey key) {
        return digits(DataBlock.of(tokenClass, subClass).with(32, 24, tid).with(16, 16, value), key);
    }

    /** Electricity, in tenths of a kilowatt-hour. */
    static String credit(int tid, long tenths, DecoderKey key) {
        TokenIdentifier identifier = new TokenIdentifier(BaseDate.BD2014, tid);
        Amount16 amount = Amount16.atLeast(tenths).orElseThrow();
        return digits(new TransferCredit(Commodity.ELECTRICITY, 0, identifier, amount), key);
    }

    /** A key change to supply group 600676, tariff index 8, key revision 2, KEN A5h. */
    static KeyChange change(DecoderKey next, KeyType type, boolean rollover) {
        return new KeyChange(
                next,
                new SupplyGroupCode("600676"),
                new TariffIndex(8),
                new KeyRevision(2),
                type,
                new KeyExpiryNumber(0xA5),
                rollover);
    }

    static List<String> digits(KeyChange change, DecoderKey current) {
        return change.tokens().stream().map(token -> digits(token, current)).toList();
    }
}
