package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every provider can rely on, asked for in the shape that its documents give. */
abstract class ProviderContract {

    static final String PHONE = "254711000001";

    private static final Duration A_WHILE = Duration.ofSeconds(3);

    final Bed bed;
    private final List<String> typed = new ArrayList<>();
    private String session = "session-1";

    ProviderContract(String profile) {
        this.bed = new Bed(profile);
    }

    /** A screen as the provider reads it. */
    record Shown(String text, boolean open) {}

    /** The request of a dial; what was dialled begins with the service code. */
    abstract HttpCall begin(String session, String phone, String dialled);

    /** The request of an answer; the last text is the answer, the others were typed before, those of the dial included. */
    abstract HttpCall answer(String session, String phone, List<String> typed);

    /** The requests that tell that a session is over; none where the provider never tells. */
    abstract List<HttpCall> endings(String session, String phone);

    abstract Shown shown(HttpAnswer answer);

    /** Whether answers to the dial may be dialled with the code. */
    boolean takesDirectDial() {
        return true;
    }

    /** Whether requests say which kind of step they are, so that one which does not is refused. */
    abstract List<HttpCall> unknownSteps(String session, String phone);

    static JsonObject json(HttpAnswer answer) {
        assertEquals("application/json", answer.type());
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    Shown dial(String dialled) throws Refused {
        bed.clock.pass(A_WHILE);
        typed.clear();
        String rest = dialled.substring(Bed.CODE.length() - 1).replaceFirst("#$", "");
        if (!rest.isEmpty()) {
            typed.addAll(List.of(rest.substring(1).split("\\*", -1)));
        }
        return shown(bed.send(begin(session, PHONE, dialled)));
    }

    Shown type(String text) throws Refused {
        bed.clock.pass(A_WHILE);
        typed.add(text);
        return again();
    }

    private Shown again() throws Refused {
        return shown(bed.send(answer(session, PHONE, List.copyOf(typed))));
    }

    @Test
    void aDialOfFiveStepsBuys() throws Refused {
        Shown main = dial(Bed.CODE);
        assertTrue(main.open());
        assertTrue(main.text().startsWith("Welcome! Prepaid electricity\n1 Buy electricity\n"), main.text());
        assertTrue(type("1").text().startsWith("Enter your meter number:"));
        assertTrue(type(Bed.METER).text().startsWith("How much"));
        Shown confirm = type("300");
        assertTrue(confirm.open());
        assertTrue(confirm.text().contains("Pay KES 300\nYou get 14.3 kWh"), confirm.text());
        Shown last = type("1");
        assertFalse(last.open());
        assertTrue(last.text().startsWith("Request " + Bed.REFERENCE + "."), last.text());
        assertEquals(List.of("find_meter", "quote", "buy"), bed.actions());
        assertEquals(PHONE, bed.done.get(2).context().msisdn().digits());
        assertEquals("*", bed.done.get(2).context().link(), "the token goes by routing");
        assertEquals(0, bed.dialogs.open());
    }

    @Test
    void aDirectDialStopsAtTheConfirm() throws Refused {
        Shown shown = dial("*120*55*1*" + Bed.METER + "*300#");
        assertTrue(shown.open());
        if (takesDirectDial()) {
            assertTrue(shown.text().contains("Pay KES 300"), shown.text());
            assertFalse(type("1").open());
            assertEquals(List.of("find_meter", "quote", "buy"), bed.actions());
        } else {
            assertTrue(shown.text().startsWith("Welcome!"), shown.text());
            assertEquals(List.of(), bed.actions());
        }
    }

    @Test
    void aRequestThatComesAgainGetsTheSameScreenAndTakesNoStep() throws Refused {
        Shown main = dial(Bed.CODE);
        bed.clock.pass(A_WHILE);
        assertEquals(main, shown(bed.send(begin(session, PHONE, Bed.CODE))));
        Shown meter = type("1");
        assertEquals(meter, again(), "within a second nobody types");
        type(Bed.METER);
        type("300");
        Shown last = type("1");
        bed.clock.pass(A_WHILE);
        assertEquals(last, again());
        assertEquals(List.of("find_meter", "quote", "buy"), bed.actions());
    }

    @Test
    void theSameTypedTwiceIsTwoSteps() throws Refused {
        dial(Bed.CODE);
        assertTrue(type("2").text().contains("2 Kiswahili"));
        Shown swahili = type("2");
        assertTrue(swahili.text().contains("1 Nunua umeme"), swahili.text());
    }

    @Test
    void aSessionThatTheProviderEndsIsClosed() throws Refused {
        int number = 0;
        for (HttpCall ending : endings("session-1", PHONE)) {
            session = "session-" + ++number;
            dial(Bed.CODE);
            assertEquals(1, bed.dialogs.open());
            HttpAnswer taken = bed.send(endings(session, PHONE).get(number - 1));
            assertEquals(200, taken.status(), ending::toString);
            assertEquals(0, bed.dialogs.open());
            assertFalse(type("1").open());
        }
    }

    @Test
    void aSilentSessionEndsByItself() throws Refused {
        dial(Bed.CODE);
        bed.clock.pass(Duration.ofSeconds(60));
        bed.dialogs.sweep();
        assertEquals(0, bed.dialogs.open());
        Shown late = type("1");
        assertFalse(late.open());
        assertTrue(late.text().contains("session has ended"), late.text());
    }

    @Test
    void whatIsTypedAndShownIsWrittenAsItsFormWants() throws Refused {
        bed.owner = "A<&>\"'\\]]> é";
        dial(Bed.CODE);
        type("1");
        type(Bed.METER);
        Shown confirm = type("300");
        assertTrue(confirm.text().contains(bed.owner), confirm.text());
    }

    @Test
    void aDialThatIsTooLongOrAnothersGetsOneScreen() throws Refused {
        Shown other = shown(bed.send(begin("session-other", PHONE, "*999#")));
        if (takesDirectDial()) {
            assertFalse(other.open());
            assertTrue(other.text().contains("not ours"), other.text());
            Shown tooLong = dial("*120*55*" + "1".repeat(200) + "#");
            assertFalse(tooLong.open());
            assertTrue(tooLong.text().contains("too long"), tooLong.text());
        } else {
            assertTrue(other.open());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() throws Refused {
        refused(400, begin("", PHONE, Bed.CODE));
        refused(400, begin("s".repeat(101), PHONE, Bed.CODE));
        refused(400, begin("a\tb", PHONE, Bed.CODE));
        refused(400, begin(session, "", Bed.CODE));
        refused(400, begin(session, "0711", Bed.CODE));
        refused(400, begin(session, "nobody", Bed.CODE));
        HttpCall whole = begin(session, PHONE, Bed.CODE);
        refused(405, Calls.call("DELETE", whole.rest(), whole.query(), new String(whole.body(), whole.charset())));
        refused(404, Calls.call(whole.method(), "else/where/than/here", whole.query(), ""));
        if (whole.body().length > 0) {
            refused(400, Calls.call(whole.method(), whole.rest(), whole.query(), "%%<{\"not what is agreed"));
            refused(400, Calls.call(whole.method(), whole.rest(), whole.query(), ""));
        }
        for (HttpCall unknown : unknownSteps(session, PHONE)) {
            refused(400, unknown);
        }
        assertEquals(0, bed.dialogs.open());
    }

    private void refused(int status, HttpCall call) {
        Refused refused = assertThrows(Refused.class, () -> bed.send(call));
        assertEquals(status, refused.status(), refused::sentence);
        assertTrue(refused.sentence().endsWith("."), refused::sentence);
        assertFalse(refused.sentence().contains(PHONE), "what was sent is not repeated");
    }
}
