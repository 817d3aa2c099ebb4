package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.token.sts.VendingKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a test asks for tokens, each for another owner, and plays the meter that reads them. */
final class Desk {

    private static final AtomicInteger OWNERS = new AtomicInteger();

    private final Database database;
    private final TokenBean tokens;

    Desk(Rooms rooms) {
        this.database = rooms.get(Database.class);
        this.tokens = rooms.get(TokenBean.class);
    }

    /** Credit, in 0.1 kWh. */
    static TokenOrder.Credit units(long tenths) {
        return new TokenOrder.Credit(Amount16.atLeast(tenths).orElseThrow());
    }

    static TokenRequest credit(MeterKeyParameters meter, long tenths) {
        return request(meter, Optional.empty(), units(tenths));
    }

    static TokenRequest creditAt(MeterKeyParameters meter, KeyTarget target) {
        return request(meter, Optional.of(target), units(100));
    }

    static TokenRequest request(MeterKeyParameters meter, Optional<KeyTarget> target, TokenOrder order) {
        return new TokenRequest("OWNER" + OWNERS.incrementAndGet(), meter, target, order);
    }

    Outcome judge(TokenRequest request) {
        return tokens.judge(request);
    }

    /** One commit. */
    IssueResult issue(TokenRequest request) {
        return database.tx(() -> tokens.issue(request));
    }

    IssueResult.Issued issued(TokenRequest request) {
        assertEquals(Outcome.OK, judge(request));
        return assertInstanceOf(IssueResult.Issued.class, issue(request));
    }

    /** Refused before money is asked for and after, and nothing was made. */
    void refuses(Outcome outcome, TokenRequest request) {
        long before = made();
        assertEquals(outcome, judge(request));
        assertEquals(new IssueResult.Refused(outcome), issue(request));
        assertEquals(before, made());
    }

    /** It would be made later, and nothing was made. */
    void waits(Outcome outcome, Instant until, TokenRequest request) {
        long before = made();
        assertEquals(outcome, judge(request));
        assertEquals(new IssueResult.Wait(outcome, until), issue(request));
        assertEquals(before, made());
    }

    private long made() {
        return database.count("select count(*) from issued_token");
    }

    /** What a meter with this key makes of a token. */
    static StsToken read(MadeToken token, VendingKey key, MeterKeyParameters meter) {
        DecodeResult result = new TokenCodec(StaTables.sample())
                .decode(token.token(), KeyDerivation.derive(key, meter), meter.baseDate());
        return assertInstanceOf(DecodeResult.Decoded.class, result).token();
    }

    static TransferCredit readCredit(MadeToken token, VendingKey key, MeterKeyParameters meter) {
        return assertInstanceOf(TransferCredit.class, read(token, key, meter));
    }
}
