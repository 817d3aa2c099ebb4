package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tokenline.Msisdn;
import io.tokenline.TestClock;
import io.tokenline.ussd.UssdReply;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Msisdn PHONE = new Msisdn("254711000001");
    private static final int MOST = 20_000;
    private static final Sessions.Asked ASKED = new Sessions.Asked(StepKind.ANSWER, "1", "", false);

    private final TestClock clock = new TestClock();
    private final Sessions sessions = new Sessions(clock, Bed.KEEP);

    @Test
    void aSessionIsForgottenSomeTimeAfterItsLastStep() {
        Sessions.Session session = sessions.of("a", "1", PHONE);
        session.answered(ASKED, true, UssdReply.show(""), clock.instant());
        clock.pass(Bed.KEEP.minusMillis(1));
        assertSame(session, sessions.of("a", "1", PHONE));
        clock.pass(Bed.KEEP);
        assertNotSame(session, sessions.of("a", "1", PHONE));
    }

    @Test
    void anotherAggregatorOrPhoneHasASessionOfItsOwn() {
        Sessions.Session session = sessions.of("a", "1", PHONE);
        assertNotSame(session, sessions.of("b", "1", PHONE));
        assertNotSame(session, sessions.of("a", "1", new Msisdn("254711000002")));
        assertNotSame(session, sessions.of("a", "2", PHONE));
        assertEquals(Optional.of(PHONE), sessions.phoneOf("b", "1"));
        assertEquals(Optional.empty(), sessions.phoneOf("b", "2"));
    }

    @Test
    void noMoreAreKeptThanThereIsRoomFor() {
        for (int i = 0; i <= MOST; i++) {
            sessions.of("a", Integer.toString(i), PHONE);
        }
        assertEquals(MOST, sessions.size());
        assertEquals(Optional.empty(), sessions.phoneOf("a", "0"));
        assertEquals(Optional.of(PHONE), sessions.phoneOf("a", "1"));
    }

    @Test
    void anEqualAnswerIsARepeatOnlyWithinASecond() {
        Sessions.Session session = sessions.of("a", "1", PHONE);
        session.answered(ASKED, false, UssdReply.show("s"), clock.instant());
        assertEquals(Optional.of(UssdReply.show("s")), session.repeated(ASKED, clock.instant()));
        clock.pass(Sessions.TOO_FAST);
        assertEquals(Optional.empty(), session.repeated(ASKED, clock.instant()));
        Sessions.Asked other = new Sessions.Asked(StepKind.ANSWER, "2", "", false);
        session.answered(other, false, UssdReply.show("s"), clock.instant());
        assertEquals(Optional.empty(), session.repeated(ASKED, clock.instant()));
    }

    @Test
    void aTextGoesOnFromTheOneBeforeOrDoesNot() {
        Sessions.Session session = sessions.of("a", "1", PHONE);
        assertEquals(Optional.of("1*2"), session.newText("1*2"));
        session.answered(
                new Sessions.Asked(StepKind.ANSWER, "1*2", "", true), true, UssdReply.show(""), clock.instant());
        assertEquals(Optional.of("3"), session.newText("1*2*3"));
        assertEquals(Optional.of(""), session.newText("1*2*"));
        assertEquals(Optional.of("*"), session.newText("1*2**"));
        assertEquals(Optional.empty(), session.newText("1*23"));
        assertEquals(Optional.empty(), session.newText("1"));
    }
}
