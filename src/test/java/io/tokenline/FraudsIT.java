package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tokenline.metering.MeterFixture;
import io.tokenline.sandbox.meter.Answer;
import io.tokenline.sandbox.meter.MeterKey;
import io.tokenline.sandbox.meter.MeterState;
import io.tokenline.sandbox.meter.Register;
import io.tokenline.sandbox.meter.Result;
import io.tokenline.sandbox.meter.StsMeter;
import io.tokenline.token.IssueResult;
import io.tokenline.token.MadeToken;
import io.tokenline.token.TokenBean;
import io.tokenline.token.TokenOrder;
import io.tokenline.token.TokenRequest;
import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Commodity;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.Token20;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.token.sts.VendingKey;
import io.tokenline.vault.KeyAttributes;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The frauds that the standard exists to stop (src/site/markdown/security.md), each through the token bean and a meter that
 * shares no code with it but the ciphers.
 */
class FraudsIT {

    private static final long TENTHS = 143;
    private static final int NEVER = 255;

    private final Database database = Database.h2();
    private final Rooms rooms = new Rooms(database);
    private final TokenBean bean = rooms.get(TokenBean.class);
    private final MeterKeyParameters parameters = MeterFixture.parameters(1, BaseDate.BD2014);
    private final StsMeter meter = hardware(parameters, MeterFixture.KEY, NEVER);
    private int sales;

    FraudsIT() {
        MeterFixture.loadKey(rooms);
    }

    private static StsMeter hardware(MeterKeyParameters p, VendingKey key, int ken) {
        MeterKey secret = new MeterKey(
                KeyDerivation.derive(key, p),
                p.sgc().digits(),
                p.ti().number(),
                p.krn().number(),
                p.kt().code(),
                ken);
        return new StsMeter(MeterState.fresh(7, secret, Set.of(Register.ELECTRICITY)), StaTables.sample());
    }

    private TokenRequest credit(MeterKeyParameters p, Optional<KeyTarget> target) {
        sales++;
        return new TokenRequest(
                "SALE" + sales,
                p,
                target,
                new TokenOrder.Credit(Amount16.atLeast(TENTHS).orElseThrow()));
    }

    private IssueResult issue(TokenRequest request) {
        return database.tx(() -> bean.issue(request));
    }

    private List<MadeToken> sold(TokenRequest request) {
        return assertInstanceOf(IssueResult.Issued.class, issue(request)).tokens();
    }

    private String sold(MeterKeyParameters p) {
        List<MadeToken> tokens = sold(credit(p, Optional.empty()));
        assertEquals(1, tokens.size());
        return tokens.get(0).token().digits();
    }

    private Answer enter(StsMeter into, String token) {
        return into.enter(token, database.clock().instant());
    }

    private static BigInteger creditOn(StsMeter meter) {
        return meter.state().credit().getOrDefault(Register.ELECTRICITY, BigInteger.ZERO);
    }

    private void refused(Result result, StsMeter by, String token) {
        BigInteger before = creditOn(by);
        assertEquals(result, enter(by, token).result());
        assertEquals(before, creditOn(by));
    }

    private void accepted(StsMeter by, String token) {
        BigInteger before = creditOn(by);
        assertEquals(Result.ACCEPTED, enter(by, token).result());
        assertEquals(before.add(BigInteger.valueOf(TENTHS)), creditOn(by));
    }

    @Test
    void aMistypedCodeCreditsNothing() {
        String token = sold(parameters);
        for (int place = 0; place < token.length(); place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String typed = token.substring(0, place) + digit + token.substring(place + 1);
                if (!typed.equals(token)) {
                    refused(Result.REJECTED, meter, typed);
                }
            }
        }
        for (int place = 0; place + 1 < token.length(); place++) {
            char[] swapped = token.toCharArray();
            swapped[place] = token.charAt(place + 1);
            swapped[place + 1] = token.charAt(place);
            if (!String.valueOf(swapped).equals(token)) {
                refused(Result.REJECTED, meter, String.valueOf(swapped));
            }
        }
        accepted(meter, token);
    }

    @Test
    void aStolenTokenCreditsNoOtherMeter() {
        String token = sold(parameters);
        for (int serial = 2; serial <= 200; serial++) {
            MeterKeyParameters other = MeterFixture.parameters(serial, BaseDate.BD2014);
            refused(Result.REJECTED, hardware(other, MeterFixture.KEY, NEVER), token);
        }
        accepted(meter, token);
    }

    @Test
    void aStationSellsNothingOutsideItsSupplyGroup() {
        SupplyGroupCode theirs = new SupplyGroupCode("999999");
        MeterKeyParameters foreign = new MeterKeyParameters(
                parameters.pan(),
                parameters.ea(),
                parameters.dkga(),
                parameters.baseDate(),
                theirs,
                parameters.ti(),
                parameters.krn(),
                parameters.kt());
        assertEquals(new IssueResult.Refused(Outcome.KEY_NOT_LOADED), issue(credit(foreign, Optional.empty())));
        VendingKey theirKey = new VendingKey(HexFormat.of().parseHex("a0a1a2a3a4a5a6a7a8a9b0b1b2b3b4b5b6b7b8b9"));
        refused(Result.REJECTED, hardware(foreign, theirKey, NEVER), sold(parameters));
    }

    @Test
    void anExpiredKeySellsNothingAndWhatItMadeIsRefusedByTheMeter() {
        TokenIdentifier now =
                TokenIdentifier.at(BaseDate.BD2014, database.clock().instant()).orElseThrow();
        int over = (now.minutes() >>> 16) - 1;
        Rooms fresh = new Rooms(database);
        MeterFixture.loadKey(fresh, MeterFixture.attributes(1, BaseDate.BD2014, over), MeterFixture.KEY);
        IssueResult result = database.tx(() -> fresh.get(TokenBean.class).issue(credit(parameters, Optional.empty())));
        assertEquals(new IssueResult.Refused(Outcome.KEY_EXPIRED), result);
        TransferCredit forged = new TransferCredit(
                Commodity.ELECTRICITY, 5, now, Amount16.atLeast(TENTHS).orElseThrow());
        Token20 token =
                new TokenCodec(StaTables.sample()).encode(forged, KeyDerivation.derive(MeterFixture.KEY, parameters));
        refused(Result.KEY_EXPIRED, hardware(parameters, MeterFixture.KEY, over), token.digits());
    }

    @Test
    void aWithdrawnKeySellsNothing() throws VaultException {
        Vault vault = rooms.get(Vault.class);
        Vault.Result proposed =
                vault.proposeWithdrawal(parameters.sgc(), parameters.krn(), "the station was stolen", "amina");
        vault.decide(proposed.proposal().orElseThrow().id(), true, "brian");
        assertEquals(new IssueResult.Refused(Outcome.KEY_WITHDRAWN), issue(credit(parameters, Optional.empty())));
    }

    @Test
    void aTokenCreditsOnceAlsoAfterFiftyOthers() {
        String token = sold(parameters);
        accepted(meter, token);
        refused(Result.USED, meter, token);
        for (int i = 0; i < 49; i++) {
            accepted(meter, sold(parameters));
        }
        refused(Result.USED, meter, token);
        accepted(meter, sold(parameters));
        refused(Result.OLD, meter, token);
    }

    @Test
    void aTokenWhoseValueWasAlteredCreditsNothing() {
        String token = sold(parameters);
        Random random = new Random(62055);
        Set<String> tried = new HashSet<>(Set.of(token));
        BigInteger number = new BigInteger(token);
        for (int bit = 0; bit < 66; bit++) {
            String altered = String.format("%020d", number.flipBit(bit));
            tried.add(altered);
            refused(Result.REJECTED, meter, altered);
        }
        while (tried.size() < 2_000) {
            char[] digits = token.toCharArray();
            for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
                digits[random.nextInt(digits.length)] = (char) ('0' + random.nextInt(10));
            }
            if (tried.add(String.valueOf(digits))) {
                refused(Result.REJECTED, meter, String.valueOf(digits));
            }
        }
        accepted(meter, token);
    }

    @Test
    void aTokenIsNotTakenAgainAfterAKeyChange() {
        replayed(MeterFixture.attributes(2, BaseDate.BD2014, NEVER));
    }

    @Test
    void aTokenIsNotTakenAgainAfterARollOverThatEmptiesTheMetersMemory() {
        database.clock().set(BaseDate.BD2035.start().plus(Duration.ofDays(400)));
        replayed(MeterFixture.attributes(2, BaseDate.BD2035, NEVER));
        assertEquals(1, meter.state().tids().size(), "the memory began anew");
    }

    private void replayed(KeyAttributes next) {
        MeterFixture.loadKey(rooms, next, MeterFixture.NEXT_KEY);
        String entered = sold(parameters);
        String kept = sold(parameters);
        accepted(meter, entered);
        KeyTarget target = new KeyTarget(next.sgc(), parameters.ti(), next.krn());
        List<MadeToken> tokens = sold(credit(parameters, Optional.of(target)));
        assertEquals(5, tokens.size());
        for (MadeToken section : tokens.subList(0, 4)) {
            assertEquals(Result.ACCEPTED, enter(meter, section.token().digits()).result());
        }
        accepted(meter, tokens.get(4).token().digits());
        refused(Result.REJECTED, meter, entered);
        refused(Result.REJECTED, meter, kept);
        tokens.subList(0, 4)
                .forEach(section ->
                        refused(Result.REJECTED, meter, section.token().digits()));
    }
}
