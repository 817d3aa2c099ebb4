package io.tokenline.sandbox.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.Amount20;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Commodity;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyChange;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.token.sts.TransferCurrencyCredit;
import io.tokenline.token.sts.VendingKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The vending side sells at random and the meter, which was written apart from it, reads the same. 5,000 sales; a million
 * with {@code -Dlong.runs=true}.
 */
class EncoderAndMeterAgreeTest {

    private static final int RUNS = Boolean.getBoolean("long.runs") ? 1_000_000 : 5_000;
    private static final int SALES_A_KEY = 60;
    private static final int KEYS_A_METER = 3;
    private static final int MOST_MINUTES_APART = 1_000;
    private static final int MAX_TID = 0xFFFFFF;
    private static final BigInteger MAX_MONEY = new Amount20(0x7FFFF).amount().unscaledValue();
    private static final int LAST_START = MAX_TID - KEYS_A_METER * SALES_A_KEY * MOST_MINUTES_APART;

    private final Random random = new Random(6_205_541);

    /** How many altered tokens had the right checksum by chance: one in 65,536 must. */
    private int passed;

    /** A meter in the field, and what the vending side knows of it. */
    private final class Customer {

        private MeterKeyParameters parameters;
        private DecoderKey key;
        private final StsMeter meter;
        private int tid = random.nextInt(LAST_START);

        Customer() {
            EncryptionAlgorithm ea = random.nextBoolean() ? EncryptionAlgorithm.EA07 : EncryptionAlgorithm.EA11;
            Dkga dkga = ea == EncryptionAlgorithm.EA07 && random.nextBoolean() ? Dkga.DKGA02 : Dkga.DKGA04;
            parameters = parameters(pan(), ea, dkga, BaseDate.BD2014);
            key = KeyDerivation.derive(vendingKey(dkga), parameters);
            MeterKey carried = new MeterKey(
                    key,
                    parameters.sgc().digits(),
                    parameters.ti().number(),
                    parameters.krn().number(),
                    parameters.kt().code(),
                    Vendor.EXPIRY);
            meter = new StsMeter(MeterState.fresh(7, carried, EnumSet.allOf(Register.class)), StaTables.sample());
        }

        private TokenIdentifier nextTid() {
            tid += 1 + random.nextInt(MOST_MINUTES_APART);
            return new TokenIdentifier(parameters.baseDate(), tid);
        }

        /** A sale of units or of money; then the same token again, and mistyped. */
        void buy() {
            Commodity commodity = Commodity.ofCode(random.nextInt(4));
            TokenIdentifier at = nextTid();
            boolean money = random.nextInt(4) == 0;
            String token;
            BigInteger units;
            if (money) {
                Amount20 amount = currency();
                token = Vendor.digits(new TransferCurrencyCredit(commodity, at, amount), key);
                units = amount.amount().unscaledValue();
            } else {
                Amount16 amount = units();
                token = Vendor.digits(new TransferCredit(commodity, random.nextInt(16), at, amount), key);
                units = BigInteger.valueOf(amount.units());
            }
            Register register = Register.of(commodity.code() + (money ? 4 : 0)).orElseThrow();
            BigInteger before = meter.state().credit().getOrDefault(register, BigInteger.ZERO);
            mistype(token);
            assertEquals(Answer.accepted(Kind.CREDIT, units, register), meter.enter(token, Vendor.NOW));
            assertEquals(Answer.refused(Result.USED, Kind.CREDIT), meter.enter(token, Vendor.NOW));
            assertEquals(before.add(units), meter.state().credit().get(register));
        }

        /** One digit wrong, or two neighbours changed about; typed into a copy, for chance may let it pass. */
        private void mistype(String token) {
            StringBuilder typed = new StringBuilder(token);
            int at = random.nextInt(token.length() - 1);
            if (random.nextBoolean() && token.charAt(at) != token.charAt(at + 1)) {
                typed.setCharAt(at, token.charAt(at + 1));
                typed.setCharAt(at + 1, token.charAt(at));
            } else {
                int digit = (token.charAt(at) - '0' + 1 + random.nextInt(9)) % 10;
                typed.setCharAt(at, (char) ('0' + digit));
            }
            Answer answer = new StsMeter(meter.state(), StaTables.sample()).enter(typed.toString(), Vendor.NOW);
            if (!answer.equals(Answer.rejected(Kind.UNKNOWN))) {
                passed++;
            }
        }

        /** A new key, its tokens in any order; now and then with a later base date. */
        void changeKey() {
            BaseDate baseDate = random.nextInt(4) == 0 ? BaseDate.BD2035 : parameters.baseDate();
            MeterKeyParameters next = parameters(parameters.pan(), parameters.ea(), parameters.dkga(), baseDate);
            DecoderKey nextKey = KeyDerivation.derive(vendingKey(next.dkga()), next);
            boolean rollover = baseDate != parameters.baseDate();
            tid = rollover ? random.nextInt(LAST_START) : tid;
            int expiry = random.nextInt(
                    Math.min(MAX_TID, tid + MAX_TID - LAST_START) >> 16, 256); // good for all sales to come
            KeyChange change = KeyChange.between(parameters, key, next, nextKey, new KeyExpiryNumber(expiry));
            List<String> tokens = new ArrayList<>(Vendor.digits(change, key));
            Collections.shuffle(tokens, random);
            List<Integer> known = List.copyOf(meter.state().tids());
            for (int i = 0; i < tokens.size(); i++) {
                assertEquals(key, meter.state().key().secret());
                mistype(tokens.get(i));
                assertEquals(Answer.section(i + 1, tokens.size()), meter.enter(tokens.get(i), Vendor.NOW));
            }
            boolean told = next.ea() == EncryptionAlgorithm.EA11;
            assertEquals(
                    new MeterKey(
                            nextKey,
                            told ? next.sgc().digits() : "000000",
                            next.ti().number(),
                            next.krn().number(),
                            next.kt().code(),
                            expiry),
                    meter.state().key());
            assertEquals(rollover ? List.of() : known, List.copyOf(meter.state().tids()));
            parameters = next;
            key = nextKey;
        }
    }

    @Test
    void theMeterReadsWhatTheVendingSideSold() {
        int sold = 0;
        while (sold < RUNS) {
            Customer customer = new Customer();
            for (int keys = 0; keys < KEYS_A_METER; keys++) {
                for (int i = 0; i < SALES_A_KEY; i++) {
                    customer.buy();
                    sold++;
                }
                customer.changeKey();
            }
        }
        assertTrue(passed <= 2 + 2 * RUNS / 65_536, passed + " altered tokens passed");
    }

    /** Any amount that can be coded, small ones as often as great ones; it is never less than what was paid for. */
    private Amount16 units() {
        long asked = Math.min(Amount16.MAX_UNITS, random.nextLong(1L << random.nextInt(26)));
        Amount16 amount = Amount16.atLeast(asked).orElseThrow();
        assertTrue(amount.units() >= asked);
        return amount;
    }

    private Amount20 currency() {
        BigInteger magnitude = new BigInteger(random.nextInt(119), random).min(MAX_MONEY);
        BigDecimal asked = new BigDecimal(random.nextBoolean() ? magnitude : magnitude.negate(), 5);
        Amount20 amount = Amount20.atLeast(asked).orElseThrow();
        assertTrue(amount.amount().compareTo(asked) >= 0);
        return amount;
    }

    private MeterKeyParameters parameters(MeterPan pan, EncryptionAlgorithm ea, Dkga dkga, BaseDate baseDate) {
        return new MeterKeyParameters(
                pan,
                ea,
                dkga,
                baseDate,
                SupplyGroupCode.of(random.nextInt(1_000_000)),
                new TariffIndex(random.nextInt(100)),
                new KeyRevision(1 + random.nextInt(9)),
                KeyType.DUTK);
    }

    private MeterPan pan() {
        boolean four = random.nextBoolean();
        String make = four
                ? String.format(Locale.ROOT, "%04d", 100 + random.nextInt(9_900))
                : String.format(Locale.ROOT, "%02d", random.nextInt(100));
        String unchecked = make + String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
        return IntStream.rangeClosed(0, 9)
                .mapToObj(check -> MeterPan.parse(unchecked + check))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /** Of odd parity, as 64-bit keys are. */
    private VendingKey vendingKey(Dkga dkga) {
        byte[] bytes = new byte[dkga.vendingKeyBytes()];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) (Integer.bitCount(bytes[i] & 0xFF) % 2 == 0 ? 1 : 0);
        }
        return new VendingKey(bytes);
    }
}
