package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.payment.daraja.DarajaStandIn;
import io.tokenline.payment.waafi.WaafiStandIn;
import io.tokenline.registry.MeterFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What may become of a sale, row by row, as the customer lives it: he dials over SMPP, the wallet answers over HTTP, and what he
 * reads is checked. The last two digits of an amount say how the wallet behaves.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ScenariosIT {

    private static final String TITLES =
            "drn,name,supply_group,tariff_index,key_revision,algorithm,dkga,base_date," + "tariff,free_units,debts\n";
    private static final int SERIAL = 78_000_000;
    private static final int FREE_UNITS = 50;
    /** Those before are other tests'. */
    private static final int FIRST_METER = 14;

    /** Longer than a customer may take for his PIN, and what is asked afterwards. */
    private static final Duration EXPIRED = Duration.ofSeconds(90);

    private final ScheduledExecutorService telling = Executors.newSingleThreadScheduledExecutor();
    private final AtomicBoolean silent = new AtomicBoolean();
    private final AtomicInteger copies = new AtomicInteger(1);
    private Site site;
    private Operator operator;
    private DarajaStandIn mpesa;
    private WaafiStandIn waafi;

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        site.wallet("approve", 100);
        operator = new Operator(Site.smppPort(), "sandbox");
        mpesa = new DarajaStandIn(Integer.getInteger("it.mpesa.port"), this::call);
        waafi = new WaafiStandIn(Integer.getInteger("it.waafi.port"));
        var unused = telling.scheduleWithFixedDelay(this::tell, 100, 100, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void close() {
        telling.shutdownNow();
        operator.close();
        mpesa.close();
        waafi.close();
    }

    private void tell() {
        if (!silent.get()) {
            mpesa.tell();
        }
    }

    /** So many times at once. */
    private void call(URI url, String body) {
        ExecutorService senders = Executors.newFixedThreadPool(copies.get());
        try {
            List<Callable<Integer>> calls = Collections.nCopies(
                    copies.get(), () -> site.post(url.getPath(), body).statusCode());
            for (Future<Integer> status : senders.invokeAll(calls)) {
                assertEquals(200, status.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            senders.shutdownNow();
        }
    }

    /** Buys over M-Pesa with a meter and a phone that no other row has. */
    private String asked(String phone, String amount) throws Exception {
        Operator.Screen end = operator.buy(phone, meter(phone), amount);
        assertTrue(end.text().startsWith("Request "), end::text);
        return end.text().replaceFirst("(?s)^Request (\\w+)\\..*$", "$1");
    }

    private String meter(String phone) throws IOException {
        List<String> meters = site.meters("normal");
        List<String> ours = meters.subList(FIRST_METER, meters.size());
        return ours.get(Integer.parseInt(phone.substring(phone.length() - 2)) % ours.size());
    }

    private long tokens(String phone) {
        return operator.inbox(phone).stream()
                .filter(text -> text.contains("Token:"))
                .count();
    }

    private String state(String reference) {
        try {
            return Site.object(site.get("/api/sales/" + reference)).getString("state");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Meters

    @Test
    void aNormalMeter() throws Exception {
        String phone = "254790000101";
        String reference = asked(phone, "401");
        String sms = operator.awaitSms(phone, "Token:", reference);
        assertEquals("ACCEPTED", site.enter(meter(phone), Site.token(sms)).getString("result"));
        Await.until(Duration.ofSeconds(10), "a delivered SMS", () -> tokens(phone) == 1);
        assertEquals("TOKEN_ISSUED", state(reference));
    }

    @Test
    void aMeterOfTheRegistryWithFreeEnergyOneWithTwoDebtsAndOneWhoseKeyIsNotOurs() throws Exception {
        String free = MeterFile.drn(SERIAL);
        String debts = MeterFile.drn(SERIAL + 1);
        String foreign = MeterFile.drn(SERIAL + 2);
        String file = TITLES
                + free + ",Amina,600675,1,1,11,4,14,demo," + FREE_UNITS + ",-\n"
                + debts + ",Brian,600675,1,1,11,4,14,demo,0,Loan:300:50|Fine:100:20\n"
                + foreign + ",Cyrus,600999,1,1,11,4,14,demo,0,-\n";
        Site.object(site.as("admin:admin", "POST", "/api/meters/import", file, "text/csv"));

        operator.buy("254790000102", free, "402");
        String withFree = operator.awaitSms("254790000102", "Token:", "KES 402.00");
        assertTrue(Double.parseDouble(Site.units(withFree)) > FREE_UNITS, withFree);

        operator.buy("254790000103", debts, "403");
        String withDebts = operator.awaitSms("254790000103", "Token:", "KES 403.00");
        assertTrue(withDebts.contains("Loan:50.00"), withDebts);
        assertTrue(withDebts.contains("Fine:20.00"), withDebts);

        Operator.Dial dial = operator.dial("254790000104");
        dial.send("*120*55#");
        dial.send("1");
        Operator.Screen refused = dial.send(foreign);
        Operator.Screen end = refused.last() ? refused : dial.send("404");
        assertTrue(end.text().contains("needs attention before it can buy"), end::text);
        assertEquals(
                0,
                mpesa.server().at("/mpesa/stkpush/v1/processrequest").stream()
                        .filter(push -> push.body().text("PhoneNumber").equals("254790000104"))
                        .count());
    }

    @Test
    void anUnknownAndABlockedMeter() throws Exception {
        assertEquals(0, operator.text("254790000105", "BUY 07000000013 405"));
        operator.awaitSms("254790000105", "do not know this meter");
        assertEquals(
                0, operator.text("254790000106", "BUY " + site.meters("blocked").get(0) + " 406"));
        operator.awaitSms("254790000106", "cannot buy now");
    }

    // Wallets

    @Test
    void moneyThatIsToldOfAfterTheEndStillBecomesTheTokenAndAWalletThatNeverAnswersTakesNothing() throws Exception {
        String late = "254790000191";
        String never = "254790000196";
        silent.set(true);
        String lateSale = asked(late, "491");
        String neverSale = asked(never, "496");
        hearsThatNoMoneyCame(late, lateSale);
        hearsThatNoMoneyCame(never, neverSale);
        assertEquals("PAYMENT_EXPIRED", state(lateSale));
        silent.set(false);
        operator.awaitSms(late, "Token:", lateSale);
        assertEquals("TOKEN_ISSUED", state(lateSale));
        assertEquals("PAYMENT_EXPIRED", state(neverSale));
        assertEquals(0, tokens(never));
    }

    private void hearsThatNoMoneyCame(String phone, String reference) {
        Await.value(
                EXPIRED,
                "the customer hears that no money came",
                () -> operator.inbox(phone).stream()
                        .filter(text -> text.contains(reference) && text.contains("no payment"))
                        .findFirst());
    }

    @Test
    void newsThatComesTwiceEarlyOrContradictsItselfMakesOneToken() throws Exception {
        for (String ending : List.of("92", "93", "94")) {
            String phone = "2547900001" + ending;
            String reference = asked(phone, "4" + ending);
            operator.awaitSms(phone, "Token:", reference);
        }
        Await.until(Duration.ofSeconds(20), "all news read", () -> mpesa.tell() == 0);
        for (String ending : List.of("92", "93", "94")) {
            assertEquals(1, tokens("2547900001" + ending), ending);
        }
    }

    @Test
    void lessThanWasAskedIsKeptForAPersonAndTheCustomerKnows() throws Exception {
        String phone = "254790000195";
        String reference = asked(phone, "495");
        operator.awaitSms(phone, reference, "we received KES 485.00 instead of KES 495.00");
        assertEquals("MANUAL_REVIEW", state(reference));
        assertEquals(0, tokens(phone));
    }

    @Test
    void aReversalThatIsNotAnsweredIsAskedAboutAndMadeOnce() throws Exception {
        String phone = "254790000197";
        String reference = asked(phone, "407");
        operator.awaitSms(phone, reference, "we received KES 397.00 instead of KES 407.00");
        String payment = Site.array(site.get("/api/cases?limit=500")).stream()
                .filter(found -> found.getString("sale", "").equals(reference))
                .map(found -> found.getString("payment"))
                .findFirst()
                .orElseThrow();
        String refund = Site.object(site.as(
                        "admin:admin",
                        "POST",
                        "/api/refunds",
                        "{\"payment\":\"" + payment + "\",\"reason\":\"paid too little\"}"))
                .getString("id");
        String second = site.person("sc" + System.nanoTime(), "ADMIN");
        Site.object(site.as(second, "POST", "/api/refunds/" + refund + "/approve", ""));
        Await.until(
                Duration.ofSeconds(30),
                "nobody knows whether the money went back",
                () -> state(reference).equals("REFUND_UNKNOWN"));
        assertEquals(1, mpesa.server().at("/mpesa/reversal/v1/request").size(), "never blindly once more");
        assertEquals(0, tokens(phone));
        assertEquals(0, site.invariants().getInt("NO_MONEY_BACK_TWICE"));
    }

    @Test
    void everyRefusalOfTheWalletIsSaidInItsOwnWords() throws Exception {
        refused("254790000110", "410", "has less than KES 410.00");
        refused("254790000111", "411", "more than your mobile money lets you pay");
        refused("254790000116", "416", "you cancelled");
        refused("254790000118", "418", "PIN was wrong");
    }

    private void refused(String phone, String amount, String text) throws Exception {
        String reference = asked(phone, amount);
        operator.awaitSms(phone, reference, text);
        assertFalse(state(reference).equals("TOKEN_ISSUED"));
        assertEquals(0, tokens(phone));
    }

    @Test
    void aReferenceThatTheWalletHasSeenIsNotPaidTwice() throws Exception {
        String phone = "252610000198";
        String reference = asked(phone, "496");
        Await.until(
                Duration.ofSeconds(60),
                "the same reference once more",
                () -> waafi.server().asked.size() >= 2);
        assertEquals(1, waafi.count("HELD"), "held once, whatever was not answered");
        assertEquals(0, waafi.count("TAKEN"));
        assertEquals(0, tokens(phone), "nobody knows yet");
        assertFalse(state(reference).equals("PAYMENT_FAILED"));
    }

    @Test
    void aBalanceThatIsTooLowIsSaid() throws Exception {
        String phone = "252610000190";
        String reference = asked(phone, "490");
        operator.awaitSms(phone, reference, "has less than");
        assertEquals(0, waafi.count("HELD"));
    }

    @Test
    void heldMoneyWhoseTakingIsNotAnsweredIsTakenOnce() throws Exception {
        String phone = "252610000194";
        String reference = asked(phone, "494");
        operator.awaitSms(phone, "Token:", reference);
        Await.until(Duration.ofSeconds(60), "the money taken", () -> waafi.count("TAKEN") == 1);
        assertEquals(1, tokens(phone));
    }

    @Test
    void fiftyIdenticalCallbacksAtOnceMakeOneToken() throws Exception {
        String phone = "254790000150";
        copies.set(50);
        String reference = asked(phone, "450");
        operator.awaitSms(phone, "Token:", reference);
        Await.until(Duration.ofSeconds(20), "all news read", () -> mpesa.tell() == 0);
        assertEquals(1, tokens(phone));
        assertEquals("TOKEN_ISSUED", state(reference));
    }
}
