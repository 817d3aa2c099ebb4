package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any token under any key. */
class TokenPropertiesTest {

    private static final TokenCodec CODEC = new TokenCodec(StaTables.sample());
    private static final BaseDate BASE_DATE = BaseDate.BD2035;

    /** A checksum of 16 bits lets one in so many pass. */
    private static final double PASSED = 1.0 / (1 << 16);

    private static final Map<Class<?>, Function<Random, StsToken>> ANY = Map.ofEntries(
            Map.entry(
                    TransferCredit.class,
                    random -> new TransferCredit(
                            any(Commodity.values(), random), rnd(random), tid(random), amount(random))),
            Map.entry(
                    TransferCurrencyCredit.class,
                    random -> new TransferCurrencyCredit(
                            any(Commodity.values(), random), tid(random), new Amount20(bits(20, random)))),
            Map.entry(InitiateMeterTest.class, TokenPropertiesTest::test),
            Map.entry(
                    SetMaximumPowerLimit.class,
                    random -> new SetMaximumPowerLimit(rnd(random), tid(random), amount(random))),
            Map.entry(
                    ClearCredit.class,
                    random -> new ClearCredit(rnd(random), tid(random), any(CreditRegister.values(), random))),
            Map.entry(SetTariffRate.class, random -> new SetTariffRate(rnd(random), tid(random), bits(16, random))),
            Map.entry(ClearTamperCondition.class, random -> new ClearTamperCondition(rnd(random), tid(random))),
            Map.entry(
                    SetMaximumPhasePowerUnbalanceLimit.class,
                    random -> new SetMaximumPhasePowerUnbalanceLimit(rnd(random), tid(random), amount(random))),
            Map.entry(
                    SetWaterMeterFactor.class,
                    random -> new SetWaterMeterFactor(rnd(random), tid(random), bits(16, random))),
            Map.entry(
                    SetExtendedValue.class,
                    random -> new SetExtendedValue(rnd(random), tid(random), bits(6, random), bits(10, random))),
            Map.entry(
                    KeyChangeToken.First.class,
                    random -> new KeyChangeToken.First(
                            bits(4, random),
                            new KeyRevision(1 + random.nextInt(9)),
                            random.nextBoolean(),
                            any(KeyType.values(), random),
                            random.nextInt())),
            Map.entry(
                    KeyChangeToken.Second.class,
                    random -> new KeyChangeToken.Second(
                            bits(4, random), new TariffIndex(random.nextInt(100)), random.nextInt())),
            Map.entry(
                    KeyChangeToken.Third.class, random -> new KeyChangeToken.Third(bits(12, random), random.nextInt())),
            Map.entry(
                    KeyChangeToken.Fourth.class,
                    random -> new KeyChangeToken.Fourth(bits(12, random), random.nextInt())));

    static Stream<Class<?>> everyKind() {
        return kindsOf(StsToken.class);
    }

    private static Stream<Class<?>> kindsOf(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(TokenPropertiesTest::kindsOf)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindOfTokenIsReadAsItWasMade(Class<?> kind) {
        Random random = new Random(kind.getSimpleName().hashCode());
        for (int i = 0; i < Runs.of(2_000, 200_000); i++) {
            StsToken token = any(kind, random);
            DecoderKey key = key(any(EncryptionAlgorithm.values(), random), random);
            Token20 made = CODEC.encode(token, key);
            assertEquals(new DecodeResult.Decoded(token), CODEC.decode(made.grouped(), key, BASE_DATE));
            assertEquals(made, new Token20(made.digits()));
        }
    }

    @Test
    void tokensOfTheSameFieldsAreTheSame() {
        Map<Class<?>, StsToken> once = one();
        assertEquals(once, one());
        assertEquals(
                ANY.size(),
                once.values().stream().map(StsToken::block).distinct().count());
    }

    private static Map<Class<?>, StsToken> one() {
        return ANY.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, kind -> kind.getValue().apply(new Random(1))));
    }

    @ParameterizedTest
    @EnumSource
    void aWrongDigitPassesAsSeldomAsAChecksumOf16BitsPromises(EncryptionAlgorithm algorithm) {
        Random random = new Random(algorithm.code());
        int judged = 0;
        int passed = 0;
        while (judged < Runs.of(200_000, 20_000_000)) {
            DecoderKey key = key(algorithm, random);
            String digits = CODEC.encode(credit(random), key).digits();
            Optional<Token20> mistyped = Token20.parse(withAWrongDigit(digits, random));
            if (mistyped.isPresent() && mistyped.get().tokenClass() != 3) {
                judged++;
                passed += CODEC.open(mistyped.get(), key).isPresent() ? 1 : 0;
            }
        }
        assertPassedAsPromised(passed, judged);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenPassesAnotherMeterAsSeldomAsAChecksumOf16BitsPromises(EncryptionAlgorithm algorithm) {
        Random random = new Random(100 + algorithm.code());
        int passed = 0;
        int judged = Runs.of(200_000, 20_000_000);
        for (int i = 0; i < judged; i++) {
            Token20 token = CODEC.encode(credit(random), key(algorithm, random));
            passed += CODEC.open(token, key(algorithm, random)).isPresent() ? 1 : 0;
        }
        assertPassedAsPromised(passed, judged);
    }

    /** Within six standard deviations of the binomial distribution. */
    private static void assertPassedAsPromised(int passed, int judged) {
        double expected = judged * PASSED;
        double deviation = Math.sqrt(expected * (1 - PASSED));
        assertTrue(
                Math.abs(passed - expected) <= 6 * deviation,
                () -> passed + " of " + judged + " passed instead of about " + Math.round(expected));
    }

    private static String withAWrongDigit(String digits, Random random) {
        int place = random.nextInt(digits.length());
        int digit = (digits.charAt(place) - '0' + 1 + random.nextInt(9)) % 10;
        return digits.substring(0, place) + digit + digits.substring(place + 1);
    }

    private static StsToken any(Class<?> kind, Random random) {
        return ANY.getOrDefault(kind, any -> {
                    throw new AssertionError("nothing here makes a " + kind.getSimpleName());
                })
                .apply(random);
    }

    private static StsToken credit(Random random) {
        return any(TransferCredit.class, random);
    }

    private static StsToken test(Random random) {
        InitiateMeterTest.Form form = any(InitiateMeterTest.Form.values(), random);
        int codes = form == InitiateMeterTest.Form.TWO_DIGITS ? 100 : 10_000;
        return new InitiateMeterTest(form, random.nextLong() & form.everyTest(), random.nextInt(codes));
    }

    private static DecoderKey key(EncryptionAlgorithm algorithm, Random random) {
        byte[] bytes = new byte[algorithm.keyBytes()];
        random.nextBytes(bytes);
        return new DecoderKey(algorithm, bytes);
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static int rnd(Random random) {
        return bits(4, random);
    }

    private static TokenIdentifier tid(Random random) {
        return new TokenIdentifier(BASE_DATE, bits(24, random));
    }

    private static Amount16 amount(Random random) {
        return new Amount16(bits(16, random));
    }

    private static int bits(int width, Random random) {
        return random.nextInt(1 << width);
    }
}
