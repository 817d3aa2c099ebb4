package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.Msisdn;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.Sent;
import io.tokenline.smpp.peer.Capture;
import io.tokenline.smpp.peer.Peer;
import io.tokenline.smpp.peer.PeerMessage;
import io.tokenline.smpp.peer.PeerMessage.Coding;
import io.tokenline.smpp.peer.PeerMessage.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A peer of another maker, and a third who watches the wire: whatever goes over it is well formed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PeerBed {

    static final String PHONE = "254700000001";
    static final String CODE = "12055";

    /** Amharic, Greek and a pair of surrogates: what only UCS-2 can carry; of three parts. */
    static final String LONG_TEXT = "ቆጣሪ ቁጥርዎን ያስገቡ Ω \uD83D\uDD0C ".repeat(8).strip();

    private final List<AutoCloseable> open = new ArrayList<>();
    Capture capture;
    Peer peer;

    /** A fresh peer. */
    abstract Peer peer() throws Exception;

    @BeforeAll
    void listen() throws Exception {
        peer = opened(peer());
        capture = new Capture(getClass().getSimpleName());
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        open.clear();
    }

    @AfterAll
    void whatWentOverTheWireWasWellFormed() throws Exception {
        if (capture != null) {
            capture.verify();
        }
    }

    <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    static CompletableFuture<Sent> send(OperatorSender sender, String link, String text) {
        return sender.send(new OutboundText(link, CODE, new Msisdn(PHONE), text, Instant.MAX))
                .toCompletableFuture();
    }

    static Sent sent(OperatorSender sender, String link, String text) throws Exception {
        return send(sender, link, text).get(Peer.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    void dialog() throws Exception {
        assertEquals(0, peer.send(PeerMessage.step(PHONE, 0x01, 0x0700, "*120*55#")));
        PeerMessage menu = peer.take(message -> message.dialog().isPresent());
        assertEquals("1 Buy\n2 Help", menu.text());
        assertEquals(Optional.of(new PeerMessage.Dialog(0x02, 0x0700)), menu.dialog());
        assertEquals(0, peer.send(PeerMessage.step(PHONE, 0x12, 0x0700, "0")));
        PeerMessage last = peer.take(message -> message.dialog().isPresent());
        assertEquals("Bye", last.text());
        assertEquals(Optional.of(new PeerMessage.Dialog(0x11, 0x0701)), last.dialog());
        assertEquals(PHONE, last.to());
    }

    /** The last part first: operators do not keep the order. */
    void sendInParts() throws Exception {
        int length = 60;
        int total = (LONG_TEXT.length() + length - 1) / length;
        for (int number = total; number >= 1; number--) {
            String piece = LONG_TEXT.substring((number - 1) * length, Math.min(LONG_TEXT.length(), number * length));
            PeerMessage whole = PeerMessage.sms(PHONE, CODE, Coding.UCS2, piece);
            assertEquals(0, peer.send(whole.as(new Part(77, total, number))));
        }
    }

    String takeInParts() throws Exception {
        StringBuilder whole = new StringBuilder();
        int total;
        int number = 0;
        do {
            PeerMessage message = peer.take(m -> true);
            Part part = message.part().orElseThrow();
            assertEquals(Coding.UCS2, message.coding());
            assertEquals(number + 1, part.number(), "in order");
            number = part.number();
            total = part.total();
            whole.append(message.text());
        } while (number < total);
        return whole.toString();
    }

    int refused() {
        try {
            return peer.refused();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
