package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders by text that an operator sends again, because it missed our response. */
class OrderOverSmppTest {

    private static final String ORDER = "buy 01234567890 300";

    private ListenerBed bed;
    private RawPeer peer;
    private int sequence;

    @BeforeEach
    void open() throws IOException {
        bed = new ListenerBed();
        peer = bed.bound();
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        bed.close();
    }

    @Test
    void anOrderThatComesAgainIsTakenOnceAndGetsTheFirstMessageId() throws IOException {
        String first = submit(peer, ORDER).hex();
        assertEquals(first, submit(peer, ORDER).hex());
        try (RawPeer reconnected = bed.bound()) {
            assertEquals(first, submit(reconnected, ORDER).hex());
        }
        assertEquals(1, bed.texts.size());

        assertNotEquals(first, submit(peer, "buy 01234567890 301").hex());
        bed.clock.pass(SeenOrders.REPEATED_WITHIN);
        assertNotEquals(first, submit(peer, ORDER).hex(), "a minute later it is meant");
        assertEquals(3, bed.texts.size());
    }

    @Test
    void anOrderThatComesAgainWhileTheFirstIsInHandWaitsForIt() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        bed.onText(text -> {
            try {
                assertTrue(gate.await(5, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        peer.send(order(ORDER)).send(order(ORDER));
        gate.countDown();
        assertEquals(peer.read().hex(), peer.read().hex());
        assertEquals(1, bed.texts.size());
    }

    @Test
    void anOrderThatFailedIsTakenWhenItComesAgain() throws IOException {
        bed.onText(text -> {
            throw new IllegalStateException("no database");
        });
        assertEquals(CommandStatus.SYSTEM_ERROR, submit(peer, ORDER).status());
        bed.onText(text -> {});
        assertEquals(CommandStatus.OK, submit(peer, ORDER).status());
        assertEquals(1, bed.texts.size());
    }

    @Test
    void equalOrdersWithDifferentReferencesAreDifferentAndQuestionsAreNeverRepeats() throws IOException {
        for (byte reference = 1; reference <= 2; reference++) {
            Tlv umr = new Tlv(Tlv.USER_MESSAGE_REFERENCE, new byte[] {0, reference});
            assertEquals(0, peer.send(order(ORDER, umr)).read().status());
            assertEquals(0, submit(peer, "STATUS").status());
        }
        assertEquals(4, bed.texts.size());
    }

    private RawPeer.Pdu submit(RawPeer over, String text) throws IOException {
        return over.send(order(text)).read();
    }

    /** Each time with another sequence number. */
    private byte[] order(String text, Tlv... parameters) {
        return Pdus.submit(++sequence, "254700000001", "12055", 0, 0, Gsm7.encode(text), parameters);
    }
}
