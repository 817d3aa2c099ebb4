package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.metering.MeterFixture;
import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.CreditRegister;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.InitiateMeterTest;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.vault.AllowedTokens;
import io.tokenline.vault.KeyAttributes;
import io.tokenline.vault.KeyLetter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever registry, importer and custodians have entered, a request for a token ends in a result. */
class AnyRequestIT {

    private static final int REQUESTS = 2_000;
    private static final List<String> GROUPS = List.of("000000", "123457", "999999");
    private static final List<BaseDate> BASE_DATES = List.of(BaseDate.values());
    private static final List<String> KINDS =
            new AllowedTokens((1L << 48) - 1).kinds().stream().toList();

    private final Random random = new Random(62055);
    private final Database database = Database.h2();
    private final Rooms rooms = new Rooms(database);
    private final Desk desk = new Desk(rooms);
    private final Map<String, KeyLetter> letters = new HashMap<>();
    private final Map<Outcome, Integer> seen = new EnumMap<>(Outcome.class);

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** Now and then a moment at which something begins or ends. */
    private Instant anyMoment() {
        BaseDate date = any(BASE_DATES);
        List<Instant> edges = List.of(
                date.start(),
                date.start().minusMillis(1),
                date.start().plusSeconds(60),
                date.lastMinute(),
                date.lastMinute().plusSeconds(59),
                date.lastMinute().plusSeconds(60));
        long first = BaseDate.BD1993.start().minusSeconds(1_000_000).getEpochSecond();
        long last = BaseDate.BD2035.lastMinute().plusSeconds(1_000_000).getEpochSecond();
        return oneIn(4)
                ? any(edges)
                : Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000_000_000));
    }

    private KeyLetter anyLetter(String group, int revision) {
        Dkga dkga = random.nextBoolean() ? Dkga.DKGA04 : Dkga.DKGA02;
        boolean sta = dkga == Dkga.DKGA02 || oneIn(3);
        Instant from = anyMoment();
        KeyLetter letter = KeyLetter.of(group, revision)
                .type(oneIn(3) ? KeyType.DDTK : KeyType.DUTK)
                .cipher(dkga, sta ? EncryptionAlgorithm.EA07 : EncryptionAlgorithm.EA11)
                .baseDate(any(BASE_DATES))
                .ken(oneIn(3) ? random.nextInt(256) : 255)
                .activeFrom(oneIn(4) ? from : Instant.EPOCH)
                .issueUntil(oneIn(4) ? from.plusSeconds(1 + random.nextInt(1_000_000_000)) : KeyAttributes.NEVER)
                .unitsPerToken(anyLimit())
                .unitsPerDay(anyLimit());
        if (oneIn(3)) {
            letter.allowing(KINDS.stream().filter(kind -> oneIn(2)).toArray(String[]::new));
        }
        return letter;
    }

    private long anyLimit() {
        return switch (random.nextInt(5)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> 1 + random.nextLong(Amount16.MAX_UNITS);
            case 2 -> 1 + random.nextLong(100_000);
            default -> 0;
        };
    }

    private void loadKeys() {
        for (String group : GROUPS) {
            for (int revision = 1; revision <= 9; revision++) {
                if (!oneIn(9)) {
                    KeyLetter letter = anyLetter(group, revision).load(rooms);
                    letters.put(group + "/" + revision, letter);
                    if (oneIn(8)) {
                        letter.withdraw(rooms);
                    }
                }
            }
        }
    }

    private MeterPan anyPan() {
        if (random.nextBoolean()) {
            return MeterFixture.pan(random.nextInt(40));
        }
        String serial = String.format("%012d", random.nextInt(40)); // a DRN of 13 digits
        return IntStream.rangeClosed(0, 9)
                .mapToObj(digit -> MeterPan.parse(serial + digit))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private MeterKeyParameters anyMeter() {
        KeyLetter letter = any(new ArrayList<>(letters.values()));
        MeterKeyParameters fits = letter.meter(0);
        Dkga dkga = oneIn(20) ? (random.nextBoolean() ? Dkga.DKGA02 : Dkga.DKGA04) : fits.dkga();
        EncryptionAlgorithm ea =
                dkga == Dkga.DKGA02 ? EncryptionAlgorithm.EA07 : oneIn(20) ? EncryptionAlgorithm.EA07 : fits.ea();
        return new MeterKeyParameters(
                anyPan(),
                ea,
                dkga,
                oneIn(20) ? any(BASE_DATES) : fits.baseDate(),
                oneIn(20) ? SupplyGroupCode.of(random.nextInt(1_000_000)) : fits.sgc(),
                new TariffIndex(random.nextInt(100)),
                oneIn(20) ? new KeyRevision(1 + random.nextInt(9)) : fits.krn(),
                oneIn(20) ? KeyType.DDTK : fits.kt());
    }

    private Optional<KeyTarget> anyTarget(MeterKeyParameters meter) {
        if (oneIn(2)) {
            return Optional.empty();
        }
        TariffIndex ti = oneIn(3) ? meter.ti() : new TariffIndex(random.nextInt(100));
        return Optional.of(
                oneIn(4)
                        ? new KeyTarget(meter.sgc(), ti, meter.krn())
                        : new KeyTarget(new SupplyGroupCode(any(GROUPS)), ti, new KeyRevision(1 + random.nextInt(9))));
    }

    private TokenOrder anyOrder() {
        Amount16 amount = new Amount16(oneIn(9) ? any(List.of(0, 0xFFFF)) : random.nextInt(0x10000));
        return switch (random.nextInt(9)) {
            case 0 -> new TokenOrder.PowerLimit(amount);
            case 1 -> new TokenOrder.Clear(any(List.of(CreditRegister.values())));
            case 2 -> new TokenOrder.ClearTamper();
            case 3 -> new TokenOrder.PhaseUnbalance(amount);
            case 4 -> new TokenOrder.MeterTest(InitiateMeterTest.every(any(List.of(InitiateMeterTest.Form.values()))));
            default -> new TokenOrder.Credit(amount);
        };
    }

    @Test
    void everyRequestEndsInAResultAndTheJudgementForetoldIt() {
        loadKeys();
        for (int i = 0; i < REQUESTS; i++) {
            if (oneIn(20)) {
                database.clock().set(anyMoment());
            }
            MeterKeyParameters meter = anyMeter();
            ask(Desk.request(meter, anyTarget(meter), anyOrder()));
        }
        Set<Outcome> foreseen = EnumSet.range(Outcome.KEY_NOT_LOADED, Outcome.KEY_NOT_ALLOWED);
        foreseen.addAll(List.of(Outcome.OK, Outcome.KEY_CHANGE_BACKWARDS, Outcome.TOKEN_LIMIT, Outcome.TID_WAIT));
        assertTrue(seen.keySet().containsAll(foreseen), seen::toString);
        assertTrue(seen.getOrDefault(Outcome.OK, 0) > REQUESTS / 10, seen::toString);
    }

    private void ask(TokenRequest request) {
        Outcome judged = desk.judge(request);
        IssueResult result = desk.issue(request);
        Outcome met = outcome(result);
        seen.merge(met, 1, Integer::sum);
        boolean byTokenIdentifier = met == Outcome.TID_WAIT || met == Outcome.KEY_EXPIRED;
        if (judged != Outcome.OK || !byTokenIdentifier) {
            assertEquals(judged, met, request::toString);
        }
        if (result instanceof IssueResult.Issued issued && request.order() instanceof TokenOrder.Credit credit) {
            MeterKeyParameters reader = issued.newKey().orElse(request.meter());
            KeyLetter letter = Objects.requireNonNull(
                    letters.get(reader.sgc() + "/" + reader.krn().number()));
            assertEquals(
                    credit.amount(),
                    Desk.readCredit(issued.ordered(), letter.key(), reader).amount());
        }
    }

    private static Outcome outcome(IssueResult result) {
        if (result instanceof IssueResult.Refused refused) {
            return refused.outcome();
        }
        if (result instanceof IssueResult.Wait wait) {
            return wait.outcome();
        }
        assertInstanceOf(IssueResult.Issued.class, result);
        return Outcome.OK;
    }
}
