package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many customers at once: no sale, token or SMS is lost or made twice. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ManyPurchasesIT {

    private static final int PHONES = 20;
    private static final int EACH = 10;

    @Test
    void twoHundredPurchasesByTwentyPhonesGiveTwoHundredTokens() throws Exception {
        Site site = Site.ofTests();
        site.wallet("approve", 100);
        List<String> meters = site.meters("normal");
        JsonObject before = site.totals();
        ExecutorService phones = Executors.newFixedThreadPool(PHONES);
        try (Operator operator = new Operator(Site.smppPort(), "sandbox2")) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < PHONES; i++) {
                String phone = "2547220000" + (10 + i);
                String meter = meters.get(i % 5); // few meters, so that their TIDs are fought for
                all.add(phones.submit(() -> {
                    for (int n = 0; n < EACH; n++) {
                        assertTrue(operator.buy(phone, meter, "100").last());
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(120, TimeUnit.SECONDS);
            }
            Set<String> tokens = new HashSet<>();
            for (int i = 0; i < PHONES; i++) {
                List<String> inbox = operator.inbox("2547220000" + (10 + i));
                Await.until(Duration.ofSeconds(60), "ten tokens", () -> inbox.size() == EACH);
                for (String sms : inbox) {
                    assertTrue(tokens.add(Site.token(sms)), "no token twice");
                    assertEquals(
                            "ACCEPTED",
                            site.enter(meters.get(i % 5), Site.token(sms)).getString("result"));
                }
            }
        } finally {
            phones.shutdownNow();
        }
        for (String total : List.of("paid", "issued", "sent", "delivered")) {
            assertEquals(before.getInt(total) + PHONES * EACH, site.totals().getInt(total), total);
        }
        assertEquals(before.getInt("openCases"), site.totals().getInt("openCases"));
        JsonObject broken = site.invariants();
        assertTrue(broken.keySet().stream().allMatch(name -> broken.getInt(name) == 0), broken::toString);
        JsonObject proof = site.auditProof();
        assertTrue(proof.getBoolean("intact"), proof::toString);
    }
}
