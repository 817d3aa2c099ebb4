package io.tokenline.token.sts;

import io.tokenline.bench.Goal;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Tokens made and read, beside what they cannot do without: the bare block cipher where the decoder key is at hand, the
 * bare key derivation where it is made for each token. Each operation has a TID and an amount of its own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@Threads(1)
@State(Scope.Thread)
public class TokenBenchmark {

    private static final BaseDate BASE_DATE = BaseDate.BD2014;
    private static final TokenCodec CODEC = new TokenCodec(StaTables.sample());

    /** The published test keys. */
    private static final VendingKey DES_KEY = vendingKey("ABABABABABABABAB");

    private static final VendingKey LONG_KEY = vendingKey("ABABABABABABABAB949494949494949401234567");

    /** Spreads small numbers over 64 bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final TransferCredit[] credits = credits();
    private final MeterKeyParameters dkga02 = meter(EncryptionAlgorithm.EA07, Dkga.DKGA02);
    private final MeterKeyParameters dkga04 = meter(EncryptionAlgorithm.EA07, Dkga.DKGA04);
    private final MeterKeyParameters misty1 = meter(EncryptionAlgorithm.EA11, Dkga.DKGA04);
    private final DecoderKey ea07 = KeyDerivation.derive(DES_KEY, dkga02);
    private final DecoderKey ea11 = KeyDerivation.derive(LONG_KEY, misty1);
    private final BlockCipher ea11Cipher = BlockCipher.of(ea11, StaTables.sample());
    private final String[] tokens07 = tokens(ea07);
    private final String[] tokens07ByDkga04 = tokens(KeyDerivation.derive(LONG_KEY, dkga04));
    private final String[] tokens11 = tokens(ea11);
    private final byte[] desKey = DES_KEY.bytes();
    private final byte[] hmacKey = LONG_KEY.bytes();
    private final byte[] hmacBlock = KeyDerivation.derivationBlock(misty1);
    private final Cipher des = des();
    private final Mac hmac = hmac();
    private int turn;

    @Benchmark
    @Goal(perSecond = 1_000_000, doubles = "bareSta", allocatesAs = "onlyTheDigits")
    public String encodeEa07(Blackhole hole) {
        return digits(CODEC.encode(credit(), ea07), hole);
    }

    @Benchmark
    @Goal(perSecond = 1_000_000, doubles = "bareMisty1", allocatesAs = "onlyTheDigits")
    public String encodeEa11(Blackhole hole) {
        return digits(CODEC.encode(credit(), ea11), hole);
    }

    /** As a network with meters of both kinds does. */
    @Benchmark
    @Goal(perSecond = 1_000_000, allocatesAs = "onlyTheDigits")
    public String encodeEa07AndEa11InTurn(Blackhole hole) {
        return digits(CODEC.encode(credit(), turn % 2 == 0 ? ea07 : ea11), hole);
    }

    @Benchmark
    @Goal(perSecond = 600_000, doubles = "bareDkga02")
    public String encodeEa07ByDkga02(Blackhole hole) {
        return digits(CODEC.encode(credit(), KeyDerivation.derive(DES_KEY, dkga02)), hole);
    }

    @Benchmark
    @Goal(doubles = "bareDkga04")
    public String encodeEa07ByDkga04(Blackhole hole) {
        return digits(CODEC.encode(credit(), KeyDerivation.derive(LONG_KEY, dkga04)), hole);
    }

    @Benchmark
    @Goal(perSecond = 400_000, doubles = "bareDkga04")
    public String encodeEa11ByDkga04(Blackhole hole) {
        return digits(CODEC.encode(credit(), KeyDerivation.derive(LONG_KEY, misty1)), hole);
    }

    @Benchmark
    @Goal(perSecond = 1_000_000)
    public DecodeResult decodeEa07() {
        return CODEC.decode(tokens07[next() & 0xFF], ea07, BASE_DATE);
    }

    @Benchmark
    @Goal(perSecond = 1_000_000)
    public DecodeResult decodeEa11() {
        return CODEC.decode(tokens11[next() & 0xFF], ea11, BASE_DATE);
    }

    @Benchmark
    @Goal(perSecond = 600_000)
    public DecodeResult decodeEa07ByDkga02() {
        return CODEC.decode(tokens07[next() & 0xFF], KeyDerivation.derive(DES_KEY, dkga02), BASE_DATE);
    }

    @Benchmark
    public DecodeResult decodeEa07ByDkga04() {
        return CODEC.decode(tokens07ByDkga04[next() & 0xFF], KeyDerivation.derive(LONG_KEY, dkga04), BASE_DATE);
    }

    @Benchmark
    @Goal(perSecond = 400_000)
    public DecodeResult decodeEa11ByDkga04() {
        return CODEC.decode(tokens11[next() & 0xFF], KeyDerivation.derive(LONG_KEY, misty1), BASE_DATE);
    }

    /** The cipher of EA 07, its key aligned each time. */
    @Benchmark
    public long bareSta() {
        return BlockCipher.of(ea07, StaTables.sample()).encrypt(next() * SPREAD);
    }

    /** The cipher of EA 11, its key schedule at hand. */
    @Benchmark
    public long bareMisty1() {
        return ea11Cipher.encrypt(next() * SPREAD);
    }

    /** The cipher of EA 11, its key schedule made each time. */
    @Benchmark
    public long bareMisty1AndSchedule() {
        return new Misty1(next(), 1).encrypt(next() * SPREAD);
    }

    /** What DKGA 02 cannot do without: one DES operation, the key set up for it. */
    @Benchmark
    public byte[] bareDkga02() throws GeneralSecurityException {
        des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(desKey, "DES"));
        return des.doFinal(desKey);
    }

    /** What DKGA 04 cannot do without: one HMAC-SHA-256 over its data block, the key set up for it. */
    @Benchmark
    public byte[] bareDkga04() throws GeneralSecurityException {
        hmac.init(new SecretKeySpec(hmacKey, "HmacSHA256"));
        return hmac.doFinal(hmacBlock);
    }

    /** What encoding leaves behind in any case: a token and its text. */
    @Benchmark
    public String onlyTheDigits(Blackhole hole) {
        return digits(new Token20(0, next() * SPREAD), hole);
    }

    /** The token and its text: both are kept by whoever asked for them. */
    private static String digits(Token20 token, Blackhole hole) {
        hole.consume(token);
        return token.digits();
    }

    private int next() {
        return turn++;
    }

    private TransferCredit credit() {
        return credits[next() & 0xFF];
    }

    private static TransferCredit[] credits() {
        TransferCredit[] credits = new TransferCredit[256];
        for (int i = 0; i < credits.length; i++) {
            TokenIdentifier tid = new TokenIdentifier(BASE_DATE, 6_000_000 + i);
            credits[i] = new TransferCredit(Commodity.ELECTRICITY, i & 0xF, tid, new Amount16(100 + i));
        }
        return credits;
    }

    /** As people type them. */
    private String[] tokens(DecoderKey key) {
        return Arrays.stream(credits)
                .map(credit -> CODEC.encode(credit, key).grouped())
                .toArray(String[]::new);
    }

    private static MeterKeyParameters meter(EncryptionAlgorithm ea, Dkga dkga) {
        return new MeterKeyParameters(
                new MeterPan("600727000000000009"),
                ea,
                dkga,
                BASE_DATE,
                new SupplyGroupCode("201457"),
                new TariffIndex(1),
                new KeyRevision(1),
                KeyType.DUTK);
    }

    private static VendingKey vendingKey(String hex) {
        return new VendingKey(HexFormat.of().parseHex(hex));
    }

    private static Cipher des() {
        try {
            return Cipher.getInstance("DES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac hmac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
