package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.TestClock;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What holds whatever the provider. */
class AdapterTest {

    private static HttpCall request(String phone, String code, String text) {
        return Calls.form(Map.of("sessionId", "1", "phoneNumber", phone, "serviceCode", code, "text", text));
    }

    private static Adapter adapter(Function<UssdRequest, UssdReply> dialogs) {
        return new Adapter(dialogs, Bed.CODE, "254", Bed.KEEP, new TestClock());
    }

    @Test
    void aPhoneIsTheSameHoweverItIsWritten() throws Refused {
        List<UssdRequest> heard = new CopyOnWriteArrayList<>();
        Bed bed = new Bed("africastalking");
        for (String phone :
                List.of("+254711000001", "0711 000 001", "254711000001", " 254711000001", "00254711000001")) {
            adapter(request -> {
                        heard.add(request);
                        return UssdReply.show("");
                    })
                    .answer(bed.aggregator, bed.profile, request(phone, Bed.CODE, ""));
        }
        assertEquals(
                List.of("254711000001"),
                heard.stream().map(r -> r.msisdn().digits()).distinct().toList());
        UssdRequest first = heard.get(0);
        assertEquals("aggregator here", first.link(), "no operator can be called so");
        assertEquals("*", first.textLink());
        assertEquals("1", first.gatewaySession());
        assertEquals(UssdRequest.Kind.BEGIN, first.kind());
        assertEquals(Bed.CODE, first.text());
    }

    @Test
    void anAggregatorWithACodeOfItsOwnIsDialledByThatCodeOnly() throws Refused {
        Bed bed = new Bed("africastalking", "*384*7#");
        HttpAnswer ours = bed.send(request("254711000001", "*384*7#", "1*" + Bed.METER));
        assertTrue(ours.body().startsWith("CON How much"), ours::body);
        HttpAnswer another = bed.send(request("254711000002", "*384*8#", ""));
        assertTrue(another.body().startsWith("END That code is not ours"), another::body);
    }

    @Test
    void twoEqualRequestsAtOnceAreOneStep() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<UssdRequest> heard = new CopyOnWriteArrayList<>();
        Adapter adapter = adapter(request -> {
            heard.add(request);
            inside.countDown();
            try {
                assertTrue(go.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return UssdReply.show("once");
        });
        Bed bed = new Bed("africastalking");
        Callable<HttpAnswer> send =
                () -> adapter.answer(bed.aggregator, bed.profile, request("254711000001", Bed.CODE, ""));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<HttpAnswer> first = threads.submit(send);
            assertTrue(inside.await(10, TimeUnit.SECONDS));
            Future<HttpAnswer> second = threads.submit(send);
            go.countDown();
            assertEquals("CON once", first.get(10, TimeUnit.SECONDS).body());
            assertEquals("CON once", second.get(10, TimeUnit.SECONDS).body());
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, heard.size());
    }

    @Test
    void aStepThatCannotBeTakenNowMayBeSentAgain() throws Refused {
        List<UssdReply> replies = new CopyOnWriteArrayList<>(List.of(UssdReply.BUSY, UssdReply.show("now")));
        Adapter adapter = adapter(request -> replies.remove(0));
        Bed bed = new Bed("africastalking");
        HttpCall call = request("254711000001", Bed.CODE, "");
        Refused refused = assertThrows(Refused.class, () -> adapter.answer(bed.aggregator, bed.profile, call));
        assertEquals(503, refused.status());
        assertEquals(
                "CON now", adapter.answer(bed.aggregator, bed.profile, call).body());
    }

    @Test
    void aScreenThatIsLongerThanTheProviderShowsGoesOutWhole() throws Refused {
        String screen = "x".repeat(150);
        Bed bed = new Bed("nalo");
        HttpCall call = Calls.post("{\"USERID\":\"u\",\"MSISDN\":\"254711000001\",\"USERDATA\":\"*120*55#\","
                + "\"MSGTYPE\":true,\"SESSIONID\":\"1\"}");
        HttpAnswer answer = adapter(request -> UssdReply.end(screen)).answer(bed.aggregator, bed.profile, call);
        assertTrue(answer.body().contains(screen), answer::body);
    }

    @Test
    void nothingOfARequestPrintsAPhoneOrAText() {
        HttpCall call = request("254711000001", Bed.CODE, Bed.METER);
        assertEquals("POST, " + call.body().length + " octets", call.toString());
        assertEquals("200 text/plain", new HttpAnswer(200, "text/plain", Map.of(), Bed.METER).toString());
    }
}
