package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.codec.Pdus;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** After everything a test sends, a good peer binds and is answered, and no connection and no thread stays behind. */
abstract class Unharmed {

    ListenerBed bed;
    int threadsBefore;

    @BeforeEach
    void open() throws IOException {
        bed = new ListenerBed();
        try (RawPeer peer = bed.bound()) {
            assertEquals(0, peer.send(Pdus.enquireLink(2)).read().status());
        }
        assertTrue(ListenerBed.eventually(
                () -> bed.listener.connections() == 0 && bed.listener.binds().isEmpty()));
        threadsBefore = ListenerBed.threads();
    }

    @AfterEach
    void aGoodPeerIsServedAndNothingStaysBehind() throws IOException {
        try (RawPeer peer = bed.bound()) {
            peer.step(5, 0x01, 0x1202, "*120*55#");
            assertEquals(0x80000004, peer.read().id());
            assertEquals(0x05, peer.read().id());
        }
        assertTrue(ListenerBed.eventually(() -> bed.listener.connections() == 0), "connections");
        assertTrue(ListenerBed.eventually(() -> ListenerBed.threads() <= threadsBefore), "threads");
        bed.close();
    }

    static void trySend(RawPeer peer, byte[] octets) {
        try {
            peer.send(octets);
        } catch (IOException e) {
            // the listener may have closed the connection already, which is as good an answer
        }
    }
}
