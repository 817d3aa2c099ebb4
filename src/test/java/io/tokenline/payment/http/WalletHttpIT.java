package io.tokenline.payment.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.TestClock;
import io.tokenline.payment.http.StandIn.Answer;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls over real sockets: what is sent, what is known of it afterwards, and when nothing is sent at all. */
class WalletHttpIT {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final TestClock clock = new TestClock();
    private final WalletHttp http = new WalletHttp("test", ForkJoinPool.commonPool(), clock);
    private final CountDownLatch over = new CountDownLatch(1);
    private final StandIn provider = new StandIn(asked -> Answer.ok("{'a':1}"));

    @AfterEach
    void close() {
        over.countDown();
        provider.close();
    }

    private Reply post(Duration deadline) {
        return http.send(HttpCall.post(provider.base().resolve("/x"), JsonValue.EMPTY_JSON_OBJECT, deadline)
                .with("X-Key", "k"));
    }

    @Test
    void anAnswerIsReadWhateverItsStatus() {
        provider.answer(asked -> Answer.of(418, "{'a':{'b':'12'}}"));
        Reply.Answered answered = assertInstanceOf(Reply.Answered.class, post(LONG));
        assertEquals(418, answered.status());
        assertEquals("12", answered.body().text("a", "b"));
        assertEquals("k", provider.asked.get(0).header("X-Key"));
        assertEquals("POST", provider.asked.get(0).method());
    }

    @Test
    void anAnswerThatIsNoJsonIsAnEmptyOne() {
        provider.answer(asked -> new Answer(200, "<html>"));
        assertEquals(new Reply.Answered(200, Fields.NONE), post(LONG));
    }

    @Test
    void nothingIsSentWhereNobodyListens() {
        provider.close();
        assertEquals(new Reply.NotSent(), post(LONG));
        assertEquals(new Reply.NotSent(), http.send(HttpCall.get(URI.create("http://no-such-host.invalid/"), LONG)));
    }

    @Test
    void aConnectionThatBreaksOffLeavesItUnknownAndIsNotTriedAgain() {
        provider.answer(asked -> Answer.none());
        assertEquals(new Reply.NoAnswer(), post(LONG));
        assertEquals(1, provider.asked.size());
    }

    @Test
    void anAnswerThatDoesNotComeInTimeLeavesItUnknown() {
        provider.answer(asked -> {
            try {
                assertTrue(over.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.none();
        });
        assertEquals(new Reply.NoAnswer(), post(SHORT));
    }

    @Test
    void anAnswerWithoutAnEndIsCutOff() {
        provider.answer(asked -> new Answer(200, " ".repeat(BoundedBody.MAX + 1)));
        assertEquals(new Reply.NoAnswer(), post(LONG));
        provider.answer(asked -> new Answer(200, " ".repeat(BoundedBody.MAX)));
        assertEquals(new Reply.Answered(200, Fields.NONE), post(LONG));
    }

    @Test
    void afterFiveFailuresNothingIsSentForHalfAMinuteAndThenOneTries() {
        provider.answer(asked -> Answer.of(503, "{}"));
        for (int failure = 0; failure < CircuitBreaker.FAILURES; failure++) {
            assertTrue(http.isUp());
            assertInstanceOf(Reply.Answered.class, post(LONG));
        }
        assertFalse(http.isUp());
        assertEquals(new Reply.NotSent(), post(LONG));
        assertEquals(CircuitBreaker.FAILURES, provider.asked.size());
        clock.pass(CircuitBreaker.PAUSE);
        assertTrue(http.isUp());
        assertInstanceOf(Reply.Answered.class, post(LONG));
        assertEquals(new Reply.NotSent(), post(LONG), "the try failed");
        clock.pass(CircuitBreaker.PAUSE);
        provider.answer(asked -> Answer.ok("{}"));
        assertInstanceOf(Reply.Answered.class, post(LONG));
        assertInstanceOf(Reply.Answered.class, post(LONG), "well again");
    }

    @Test
    void aRefusalIsNoFailureOfTheConnection() {
        provider.answer(asked -> Answer.of(500, "{'errorCode':'500.001.1001'}"));
        for (int call = 0; call < 2 * CircuitBreaker.FAILURES; call++) {
            assertInstanceOf(Reply.Answered.class, post(LONG));
        }
        assertTrue(http.isUp());
    }

    @Test
    void fieldsAreReadWithTolerance() {
        Fields fields = Fields.of("{\"n\":300.00,\"s\":\"300.0\",\"e\":1e5,\"o\":{\"l\":[[{\"x\":1}],{\"x\":2},3]}}");
        assertEquals("300.00", fields.text("n"));
        assertEquals(Optional.of(new java.math.BigDecimal("300.0")), fields.number("s"));
        assertEquals(Optional.empty(), fields.number("e"), "no amount is written so");
        assertEquals(2, fields.list("o", "l").size());
        assertEquals("2", fields.list("o", "l").get(1).text("x"));
        assertEquals("", fields.text("o", "nothing", "at", "all"));
        assertEquals(Fields.NONE, fields.at("n"));
        assertEquals(Fields.NONE, Fields.of("[1]"));
        assertEquals(Fields.NONE, Fields.of("\u0000"));
        assertEquals("[n, s, e, o]", fields.toString());
    }

    @Test
    void aCallShowsNeitherSecretNorBody() {
        assertEquals(
                "POST /x",
                HttpCall.post(URI.create("http://127.0.0.1/x?k=secret"), JsonValue.EMPTY_JSON_OBJECT, LONG)
                        .with("Authorization", "secret")
                        .toString());
    }
}
