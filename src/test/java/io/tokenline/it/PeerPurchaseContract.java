package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.peer.Capture;
import io.tokenline.smpp.peer.Peer;
import io.tokenline.smpp.peer.PeerMessage;
import io.tokenline.smpp.peer.PeerMessage.Coding;
import io.tokenline.smpp.peer.PeerMessage.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A running server sells over an operator's SMPP of another maker, which binds to it or is bound to. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PeerPurchaseContract {

    private static final String ADMIN = "admin:admin";
    private static final String LINK = "/api/links/peer";
    private static final String CODE = "12055";
    private static final int THROTTLED = 0x58;
    private static final int BEGIN = 0x01;
    private static final int ANSWER = 0x12;
    private static final int END = 0x11;
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Site site;
    private Capture capture;
    private Peer peer;
    private String phone;
    private String meter;

    /** A fresh peer. */
    abstract Peer peer() throws Exception;

    @BeforeAll
    void listen() throws Exception {
        peer().close(); // skips all of it where there is none
        capture = new Capture(getClass().getSimpleName());
        capture.watch(Site.smppPort());
    }

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        site.wallet("approve", 100);
        peer = peer();
        int number = NUMBERS.incrementAndGet();
        phone = "2547110002" + (number < 10 ? "0" : "") + number;
        meter = site.meters("normal").get(number % site.meters("normal").size());
    }

    @AfterEach
    void close() throws IOException {
        site.as(ADMIN, "DELETE", LINK, "");
        peer.close();
    }

    @AfterAll
    void whatWentOverTheWireWasWellFormed() throws Exception {
        if (capture != null) {
            capture.verify();
        }
    }

    private void bind(Peer.Kind kind) throws Exception {
        assertEquals(0, peer.bind(Site.smppPort(), kind, "sandbox", "sandbox"));
    }

    private void link() throws Exception {
        int port = capture.watch(peer.listen("utility", "secret", Optional.empty()));
        String link = "{\"host\":\"127.0.0.1\",\"port\":" + port
                + ",\"systemId\":\"utility\",\"password\":\"secret\",\"binds\":2}";
        assertEquals(200, site.as(ADMIN, "PUT", LINK, link).statusCode());
        becomesUp();
    }

    private void becomesUp() {
        Await.until(SOON, "the link up", () -> {
            try {
                return Site.object(site.as(ADMIN, "GET", LINK, ""))
                                .getString("state")
                                .equals("UP")
                        && peer.binds() == 2;
            } catch (Exception e) {
                return false;
            }
        });
    }

    private PeerMessage screen(int operation, String typed) throws Exception {
        assertEquals(0, peer.send(PeerMessage.step(phone, operation, NUMBERS.get() << 8, typed)));
        return peer.take(message -> message.dialog().isPresent() && message.to().equals(phone));
    }

    private void dialAndBuy() throws Exception {
        assertTrue(screen(BEGIN, "*120*55#").text().contains("1 Buy"));
        screen(ANSWER, "1");
        screen(ANSWER, meter);
        assertTrue(screen(ANSWER, "300").text().contains("12.9"), "the units");
        assertEquals(END, screen(ANSWER, "1").dialog().orElseThrow().operation());
    }

    private PeerMessage tokenArrives() throws Exception {
        PeerMessage sms = peer.take(
                message -> message.to().equals(phone) && message.text().contains("Token:"));
        assertEquals("ACCEPTED", site.enter(meter, Site.token(sms.text())).getString("result"));
        return sms;
    }

    private int order(String text) throws Exception {
        return peer.send(PeerMessage.sms(phone, CODE, Coding.DEFAULT, text));
    }

    @Test
    void aDialledPurchaseOverOneBindForEachDirection() throws Exception {
        bind(Peer.Kind.TRANSMITTER);
        bind(Peer.Kind.RECEIVER);
        dialAndBuy();
        tokenArrives();
    }

    @Test
    void aPurchaseByALongSmsInUcs2() throws Exception {
        bind(Peer.Kind.TRANSCEIVER);
        String order = "BUY " + meter + " ".repeat(80) + "300";
        PeerMessage first = PeerMessage.sms(phone, CODE, Coding.UCS2, order.substring(0, 60));
        PeerMessage second = PeerMessage.sms(phone, CODE, Coding.UCS2, order.substring(60));
        assertEquals(0, peer.send(first.as(new Part(7, 2, 1))));
        assertEquals(0, peer.send(second.as(new Part(7, 2, 2))));
        tokenArrives();
    }

    @Test
    void whoSaysSlowDownGetsHisTokenAllTheSame() throws Exception {
        bind(Peer.Kind.TRANSCEIVER);
        peer.refuse(2, THROTTLED);
        assertEquals(0, order("BUY " + meter + " 300"));
        tokenArrives();
        assertEquals(2, peer.refused());
    }

    @Test
    void whoWasCutOffBeforeHisTokenGetsItWhenHeBindsAgain() throws Exception {
        site.wallet("approve", 1_000);
        bind(Peer.Kind.TRANSCEIVER);
        int paid = site.totals().getInt("paid");
        assertEquals(0, order("BUY " + meter + " 300"));
        peer.cut();
        Await.until(SOON, "the payment", () -> {
            try {
                return site.totals().getInt("paid") > paid;
            } catch (IOException e) {
                return false;
            }
        });
        bind(Peer.Kind.TRANSCEIVER);
        tokenArrives();
    }

    @Test
    void aDialledPurchaseOverALink() throws Exception {
        link();
        dialAndBuy();
        tokenArrives();
    }

    @Test
    void aPurchaseBySmsOverALinkCountsAsDeliveredWhenTheReceiptCame() throws Exception {
        link();
        int before = site.totals().getInt("delivered");
        assertEquals(0, order("BUY " + meter + " 300"));
        PeerMessage sms = tokenArrives();
        assertTrue(sms.wantsReceipt());
        assertEquals(before, site.totals().getInt("delivered"), "nobody has said so yet");
        assertEquals(0, peer.send(PeerMessage.receipt(sms, "DELIVRD")));
        Await.until(SOON, "a receipt that counts", () -> {
            try {
                return site.totals().getInt("delivered") == before + 1;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void aCentreThatSaysSlowDownAndThenCutsTheLinkGetsTheToken() throws Exception {
        link();
        peer.refuse(1, THROTTLED);
        assertEquals(0, order("BUY " + meter + " 300"));
        Await.until(SOON, "a refusal", () -> {
            try {
                return peer.refused() == 1;
            } catch (Exception e) {
                return false;
            }
        });
        peer.cut();
        becomesUp();
        tokenArrives();
    }
}
