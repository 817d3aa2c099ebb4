package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Meters;
import io.tokenline.token.MadeToken;
import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Commodity;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.vault.VaultException;
import io.tokenline.vending.TokenCheck.Finding;
import io.tokenline.vending.TokenCheck.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What staff hear of 20 digits that a meter would not take, on whichever database. */
abstract class TokenCheckContract {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final TokenCheck tokens;
    private final String drn;

    TokenCheckContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.tokens = rooms.get(TokenCheck.class);
        this.drn = shop.meter.drn();
    }

    private Finding finding(String digits) {
        TokenCheck.Result result = tokens.check(drn, digits, "support1");
        assertEquals(Outcome.OK, result.outcome());
        return result.finding().orElseThrow();
    }

    private Outcome asked(String meter, String digits, String person) {
        return tokens.check(meter, digits, person).outcome();
    }

    private String bought() {
        return shop.buy(shop.meter, "dial " + System.nanoTime(), "200").digits();
    }

    /** The token that the meter's next sale changes its key with. */
    private TokenSms boughtWithKeyChange() {
        MeterKeyParameters from = MeterFixture.now(rooms, shop.meter).keyParameters();
        KeyTarget target = new KeyTarget(from.sgc(), from.ti(), new KeyRevision(2));
        MeterFixture.loadKeyFor(rooms, target.of(from, from.baseDate(), from.kt()), MeterFixture.NEXT_KEY);
        rooms.get(Meters.class).setKeyTarget(shop.meter, target, "amina");
        return shop.buy(shop.meter, "with key change", "200");
    }

    private static String withAnotherLastDigit(String digits) {
        int last = digits.length() - 1;
        return digits.substring(0, last) + (digits.charAt(last) == '9' ? '1' : '9');
    }

    @Test
    void aTokenThatWeSoldIsTakenAndItsSaleIsNamed() {
        TokenSms sms = shop.buy(shop.meter, "dial 1", "200");
        Instant sold = database.clock().instant();
        database.clock().pass(Duration.ofMinutes(90));
        assertEquals(
                new Finding(
                        Verdict.ACCEPTED,
                        MadeToken.Kind.CREDIT,
                        shop.quote("200").breakdown().unitsTenths(),
                        sold,
                        Duration.ofMinutes(90).toSeconds(),
                        sms.reference(),
                        sold,
                        true),
                finding(sms.digits()));
    }

    @Test
    void theDigitsMayBeWrittenAsPeopleDo() {
        String grouped = bought();
        for (String written : List.of(grouped.replace(" ", ""), grouped.replace(' ', '-'), "  " + grouped + "\n")) {
            assertEquals(Verdict.ACCEPTED, finding(written).verdict());
        }
    }

    @Test
    void aTokenThatWasSoldWithAKeyChangeNeedsItFirst() {
        String before = bought();
        TokenSms sms = boughtWithKeyChange();
        assertEquals(Verdict.KEY_CHANGE_FIRST, finding(sms.digits()).verdict());
        assertEquals(Verdict.BEFORE_KEY_CHANGE, finding(before).verdict());
        assertEquals(86L, finding(before).unitsTenths());
        for (String key : sms.keys()) {
            Finding code = finding(key);
            assertEquals(Verdict.BEFORE_KEY_CHANGE, code.verdict());
            assertEquals(MadeToken.Kind.KEY_CHANGE, code.kind());
            assertEquals(sms.reference(), code.soldAs());
            assertNull(code.unitsTenths());
            assertNull(code.issuedMinute());
            assertNull(code.ageSeconds());
        }
        assertEquals(Verdict.ACCEPTED, finding(bought()).verdict());
    }

    @Test
    void oneWrongDigitIsRejected() {
        Finding finding = finding(withAnotherLastDigit(bought()));
        assertEquals(new Finding(Verdict.REJECTED, null, null, null, null, null, null, false), finding);
    }

    @Test
    void aTokenOfAnotherMeterIsRejectedAndItsSaleIsNamed() {
        Meter other = MeterFixture.register(rooms, 2);
        TokenSms sms = shop.buy(other, "dial 1", "200");
        Finding finding = finding(sms.digits());
        assertEquals(Verdict.REJECTED, finding.verdict());
        assertNull(finding.kind());
        assertEquals(sms.reference(), finding.soldAs());
        assertFalse(finding.soldForMeter());
    }

    @Test
    void whatNobodyCanTypeIsNoToken() {
        String own = bought().replace(" ", "");
        String twoTo66 = "73786976294838206464";
        for (String typed :
                List.of("", own.substring(1), own + "0", twoTo66, "O" + own.substring(1), "x".repeat(1_000))) {
            assertEquals(
                    new Finding(Verdict.NO_TOKEN, null, null, null, null, null, null, false), finding(typed), typed);
        }
    }

    @Test
    void aTokenThatSomebodyElseMadeIsReadButNotOurs() {
        MeterKeyParameters meter = shop.meter.keyParameters();
        Instant minute = database.clock().instant().minus(HOUR);
        TransferCredit credit = new TransferCredit(
                Commodity.ELECTRICITY,
                5,
                TokenIdentifier.at(BaseDate.BD2014, minute).orElseThrow(),
                Amount16.atLeast(50).orElseThrow());
        String digits = new TokenCodec(StaTables.sample())
                .encode(credit, KeyDerivation.derive(MeterFixture.KEY, meter))
                .digits();
        assertEquals(
                new Finding(Verdict.ACCEPTED, MadeToken.Kind.CREDIT, 50L, minute, HOUR.toSeconds(), null, null, false),
                finding(digits));
    }

    @Test
    void aKeyThatHasExpiredAtTheTokensMinuteIsNamed() {
        String token = bought();
        TokenIdentifier now =
                TokenIdentifier.at(BaseDate.BD2014, database.clock().instant()).orElseThrow();
        MeterFixture.loadKey(
                rooms, MeterFixture.attributes(1, BaseDate.BD2014, (now.minutes() >>> 16) - 1), MeterFixture.KEY);
        assertEquals(Verdict.KEY_EXPIRED, finding(token).verdict());
    }

    @Test
    void anEngineeringTokenIsKnownByItsRequest() throws VaultException {
        Engineering engineering = rooms.get(Engineering.class);
        String reference = engineering
                .propose(
                        new Engineering.Wish(
                                drn, EngineeringKind.POWER_LIMIT, 5_000, "a smaller fuse", Optional.empty()),
                        "amina")
                .request()
                .orElseThrow()
                .reference();
        engineering.decide(reference, true, "brian");
        Finding finding =
                finding(engineering.show(reference, "amina").orElseThrow().digits());
        assertEquals(Verdict.ACCEPTED, finding.verdict());
        assertEquals(MadeToken.Kind.POWER_LIMIT, finding.kind());
        assertEquals(reference, finding.soldAs());
        assertEquals(database.clock().instant(), finding.issuedMinute());
        assertNull(finding.unitsTenths());
    }

    @Test
    void withoutTheMetersKeyNothingIsSaidOfAToken() {
        String token = bought();
        database.execute("delete from vending_key");
        assertEquals(Outcome.KEY_NOT_LOADED, asked(drn, token, "support1"));
        assertEquals(
                Outcome.VAULT_CLOSED,
                rooms.vaultClosed()
                        .get(TokenCheck.class)
                        .check(drn, token, "support1")
                        .outcome());
    }

    @Test
    void aKeyThatServesAnotherKindOfMeterReadsNothing() {
        String token = bought();
        database.execute("update meter set base_date = '93'");
        assertEquals(Outcome.KEY_MISMATCH, asked(drn, token, "support1"));
    }

    @Test
    void whereTheKeyBeforeIsGoneTheTokensOfNowAreStillRead() {
        TokenSms sms = boughtWithKeyChange();
        database.execute("delete from vending_key where key_revision = 1");
        assertEquals(Verdict.KEY_CHANGE_FIRST, finding(sms.digits()).verdict());
        assertEquals(Verdict.REJECTED, finding(sms.keys().get(0)).verdict());
    }

    @Test
    void sixtyQuestionsAnHourAreEnoughForOnePerson() {
        String token = bought();
        for (int i = 0; i < 59; i++) {
            assertEquals(Outcome.OK, asked(drn, withAnotherLastDigit(token), "support1"));
        }
        database.clock().pass(Duration.ofMinutes(1));
        assertEquals(Outcome.OK, asked(drn, token, "support1"));
        TokenCheck.Result refused = tokens.check(drn, token, "support1");
        assertEquals(Outcome.TOO_MANY, refused.outcome());
        assertEquals(Optional.empty(), refused.finding());
        assertEquals(Outcome.OK, asked(drn, token, "support2"), "the limit is a person's own");
        database.clock().pass(HOUR.minusSeconds(60));
        assertEquals(Outcome.TOO_MANY, asked(drn, token, "support1"), "the first is not an hour ago yet");
        database.clock().pass(Duration.ofMillis(1));
        assertEquals(Outcome.OK, asked(drn, token, "support1"));
    }

    @Test
    void guessesAtMeterNumbersAndWithoutAnyKeyCountToo() {
        for (int i = 0; i < 30; i++) {
            assertEquals(Outcome.METER_NUMBER_INVALID, asked("07000000000", "1", "support1"));
            assertEquals(Outcome.METER_UNKNOWN, asked(MeterFixture.pan(99).digits(), "1", "support1"));
        }
        assertEquals(Outcome.TOO_MANY, asked(drn, "1", "support1"));
    }

    @Test
    void everyQuestionIsWrittenDownWithoutTheToken() {
        String own = bought();
        String bare = own.replace(" ", "");
        TokenSms others = shop.buy(MeterFixture.register(rooms, 2), "dial 2", "200");
        List<String> typed =
                List.of(own, bare, withAnotherLastDigit(bare), others.digits(), bare.substring(1), bare + "1");
        typed.forEach(this::finding);
        asked(bare, bare, "support1");
        asked(MeterFixture.pan(99).digits(), bare, "support1");
        database.execute("delete from vending_key");
        asked(drn, bare, "support1");
        List<String> book = database.names(
                "select concat(actor, ' ', object, ' ', detail) from audit_event where action = 'TOKEN_CHECKED' order by id");
        assertEquals(typed.size() + 3, book.size());
        for (String line : book) {
            assertTrue(line.startsWith("support1 "), line);
            assertFalse(line.replace(" ", "").contains(bare.substring(1)), line);
            assertFalse(line.replace(" ", "").contains(others.digits().replace(" ", "")), line);
        }
        String meter = "support1 meter " + drn + " ";
        assertTrue(book.get(0).startsWith(meter + "accepted, sold as "), book.get(0));
        assertEquals(meter + "rejected, not sold here", book.get(2));
        assertEquals(meter + "no_token, not sold here", book.get(4));
        assertEquals("support1 no meter meter_number_invalid", book.get(6));
        assertEquals("support1 meter " + MeterFixture.pan(99).drn().digits() + " meter_unknown", book.get(7));
        assertEquals(meter + "key_not_loaded", book.get(8));
    }
}
