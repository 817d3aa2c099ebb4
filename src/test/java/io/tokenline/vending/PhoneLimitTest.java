package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.Msisdn;
import io.tokenline.TestClock;
import io.tokenline.vending.PhoneLimit.Answer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How often a phone may ask. */
class PhoneLimitTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int TIMES = 3;

    private final TestClock clock = new TestClock();
    private final PhoneLimit limit = new PhoneLimit(clock);

    private Answer ask(int phone) {
        return limit.ask(new Msisdn(Long.toString(254700000000L + phone)), TIMES, HOUR);
    }

    private List<Answer> ask(int phone, int times) {
        return Stream.generate(() -> ask(phone)).limit(times).toList();
    }

    @Test
    void aPhoneIsToldOnceThatItAsksTooOften() {
        assertEquals(
                List.of(Answer.YES, Answer.YES, Answer.YES, Answer.NO, Answer.NO_AS_TOLD, Answer.NO_AS_TOLD),
                ask(1, 6));
        assertEquals(Answer.YES, ask(2));
    }

    @Test
    void eachQuestionIsForgottenAnHourAfterItself() {
        ask(1);
        clock.pass(Duration.ofMinutes(30));
        assertEquals(List.of(Answer.YES, Answer.YES, Answer.NO), ask(1, 3));
        clock.pass(Duration.ofMinutes(30).minusMillis(1));
        assertEquals(Answer.NO_AS_TOLD, ask(1));
        clock.pass(Duration.ofMillis(1));
        assertEquals(List.of(Answer.YES, Answer.NO, Answer.NO_AS_TOLD), ask(1, 3), "one hour is over, and told anew");
        clock.pass(Duration.ofMinutes(30));
        assertEquals(List.of(Answer.YES, Answer.YES, Answer.NO), ask(1, 3));
    }

    @Test
    void whatWasRefusedDoesNotMakeTheHourLonger() {
        ask(1, TIMES);
        for (int minute = 1; minute < 60; minute++) {
            clock.pass(Duration.ofMinutes(1));
            ask(1);
        }
        clock.pass(Duration.ofMinutes(1));
        assertEquals(Answer.YES, ask(1));
    }

    @Test
    void onlyThePhonesThatAskedLastAreRemembered() {
        ask(0, TIMES);
        for (int phone = 1; phone < PhoneLimit.PHONES; phone++) {
            ask(phone);
        }
        assertEquals(Answer.NO, ask(0), "room for all of them");
        for (int phone = 1; phone <= PhoneLimit.PHONES; phone++) {
            ask(phone);
        }
        assertEquals(Answer.YES, ask(0), "and for none more");
    }
}
