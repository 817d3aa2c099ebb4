package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.payment.daraja.DarajaStandIn;
import io.tokenline.payment.waafi.WaafiStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A running server sells over real wallets, which are servers on loopback: dial, pay there, get the token by SMS. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WalletsIT {

    private static final String SECRET = "part-of-the-addresses-of-tests";

    private final ScheduledExecutorService telling = Executors.newSingleThreadScheduledExecutor();
    private Site site;
    private Operator operator;
    private DarajaStandIn mpesa;
    private WaafiStandIn waafi;
    private String meter;

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        operator = new Operator(Site.smppPort(), "sandbox");
        mpesa = new DarajaStandIn(Integer.getInteger("it.mpesa.port"), this::call);
        waafi = new WaafiStandIn(Integer.getInteger("it.waafi.port"));
        var unused = telling.scheduleWithFixedDelay(mpesa::tell, 100, 100, TimeUnit.MILLISECONDS);
        meter = site.meters("normal").get(12);
    }

    @AfterEach
    void close() {
        telling.shutdownNow();
        operator.close();
        mpesa.close();
        waafi.close();
    }

    /** M-Pesa tells, and gives up where it is not answered with 200. */
    private void call(URI url, String body) {
        try {
            assertEquals(200, site.post(url.getPath(), body).statusCode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String bought(String phone, String amount) throws Exception {
        Operator.Screen end = operator.buy(phone, meter, amount);
        assertTrue(end.last(), end::text);
        return end.text();
    }

    @Test
    void aCustomerOfMpesaIsPushedAndGetsHisToken() throws Exception {
        String phone = "254790000001";
        bought(phone, "301");
        assertTrue(operator.awaitSms(phone, "Token:", "KES 301.00").contains(meter));
        assertEquals(
                "254790000001",
                mpesa.server()
                        .at("/mpesa/stkpush/v1/processrequest")
                        .get(0)
                        .body()
                        .text("PartyA"));
    }

    @Test
    void centsThatMpesaDoesNotTakeAreRefusedBeforeMoney() throws Exception {
        Operator.Dial dial = operator.dial("254790000002");
        dial.send("*120*55#");
        dial.send("1");
        dial.send(meter);
        assertTrue(dial.send("300.50").text().contains("whole amounts"));
        assertEquals(0, mpesa.server().asked.size());
    }

    @Test
    void aLargeAmountIsConfirmedByAQuery() throws Exception {
        String phone = "254790000003";
        bought(phone, "1000");
        operator.awaitSms(phone, "Token:", "KES 1000.00");
        assertFalse(mpesa.server().at("/mpesa/stkpushquery/v1/query").isEmpty());
    }

    @Test
    void aCustomerWhoCancelsHearsSo() throws Exception {
        String phone = "254790000004";
        bought(phone, "316");
        operator.awaitSms(phone, "you cancelled");
    }

    @Test
    void aCustomerOfEvcPlusPaysWhenHisTokenIsMade() throws Exception {
        String phone = "252610000001";
        bought(phone, "302");
        operator.awaitSms(phone, "Token:", "KES 302.00");
        Await.until(Duration.ofSeconds(10), "the money taken", () -> waafi.count("TAKEN") == 1);
    }

    @Test
    void moneySentToTheMetersNumberBecomesAToken() throws Exception {
        String json = "{\"TransID\":\"CCC" + System.nanoTime() % 10_000_000
                + "\",\"TransAmount\":\"303.00\",\"BillRefNumber\":\"" + meter + "\",\"MSISDN\":\"2547 ***** 000\"}";
        assertEquals(
                "{\"ResultCode\":\"C2B00012\",\"ResultDesc\":\"Rejected\"}",
                site.post(path("bill/check"), json.replace(meter, "12345")).body());
        assertEquals(200, site.post(path("bill/done"), json).statusCode());
    }

    private static String path(String rest) {
        return "/pay/mp/" + SECRET + "/" + rest;
    }

    @Test
    void whoeverDoesNotKnowTheAddressFindsNothing() throws Exception {
        for (String path : List.of("/pay", "/pay/", "/pay/mp", "/pay/mp/guess/bill/done", "/pay/x/" + SECRET + "/y")) {
            assertEquals(404, site.post(path, "{}").statusCode(), path);
        }
        assertEquals(405, site.get(path("bill/done")).statusCode());
        assertEquals(413, site.post(path("bill/done"), " ".repeat(20_000)).statusCode());
        assertEquals(200, site.post(path("nonsense"), "nonsense").statusCode(), "kept for a person");
    }

    /** Commits that collide are no failures of the wallet's. */
    @Test
    void theSameNewsFromManySidesAtOnceIsAlwaysAcknowledged() throws Exception {
        ExecutorService sides = Executors.newFixedThreadPool(20);
        try {
            for (int round = 0; round < 20; round++) {
                String news = "nonsense " + System.nanoTime();
                CyclicBarrier together = new CyclicBarrier(20);
                List<Callable<Integer>> calls = Collections.nCopies(20, () -> {
                    together.await(20, TimeUnit.SECONDS);
                    return site.post(path("nonsense"), news).statusCode();
                });
                for (Future<Integer> status : sides.invokeAll(calls)) {
                    assertEquals(200, status.get());
                }
            }
        } finally {
            sides.shutdownNow();
        }
    }
}
