package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.Pdus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Strangers, floods and peers that do not listen. */
class HostileInputIT extends Unharmed {

    private static final byte[] HTTP = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aWebBrowserIsToldOffAndClosed() throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            RawPeer.Pdu nack = peer.send(HTTP).read();
            assertEquals(0x80000000, nack.id());
            assertEquals(CommandStatus.COMMAND_LENGTH, nack.status());
            assertTrue(peer.isClosedByPeer());
        }
    }

    @Test
    void aBoundPeerThatSpeaksHttpIsClosedToo() throws IOException {
        try (RawPeer peer = bed.bound()) {
            assertEquals(CommandStatus.COMMAND_LENGTH, peer.send(HTTP).read().status());
            assertTrue(peer.isClosedByPeer());
        }
    }

    @Test
    void randomGarbageHurtsNobody() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 150; i++) {
            byte[] garbage = new byte[random.nextInt(600)];
            random.nextBytes(garbage);
            try (RawPeer peer = i % 2 == 0 ? new RawPeer(bed.listener.port()) : bed.bound()) {
                if (i % 3 == 0 && garbage.length > 16) {
                    ByteBuffer.wrap(garbage).putInt(garbage.length).putInt(random.nextInt(10));
                }
                trySend(peer, garbage);
            }
        }
    }

    @Test
    void beforeTheBindOnlyABindHelps() throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            RawPeer.Pdu response = peer.step(4, 1, 0x1202, "*120#").read();
            assertEquals(0x80000004, response.id());
            assertEquals(CommandStatus.BIND_STATUS, response.status());
            assertEquals(0x80000015, peer.send(Pdus.enquireLink(5)).read().id());
            assertEquals(
                    CommandStatus.COMMAND_ID,
                    peer.send(Pdus.pdu(0x77, 6, new byte[3])).read().status());
            assertEquals(0, peer.bind(9, "sandbox", "sandbox").status());
        }
    }

    @Test
    void aStrangerWhoOnlyAsksIsClosedAfterAWhile() throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            for (int i = 0; i < 20; i++) {
                trySend(peer, Pdus.enquireLink(i));
            }
            assertTrue(peer.isClosedByPeer());
        }
    }

    @Test
    void responsesThatNobodyWaitsForAreDropped() throws IOException {
        try (RawPeer peer = bed.bound()) {
            for (int i = 0; i < 5_000; i++) {
                peer.send(Pdus.pdu(0x80000000 | (i % 2 == 0 ? 5 : 0x15), i, new byte[0]));
            }
            assertEquals(9, peer.send(Pdus.enquireLink(9)).read().sequence());
        }
    }

    @Test
    void fiveHundredSilentConnectionsCostNoThreadAndAreClosedInTime() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), bed.listener.port()));
            }
            assertTrue(ListenerBed.eventually(() -> bed.listener.connections() >= 500));
            assertTrue(ListenerBed.threads() <= threadsBefore);
            try (RawPeer peer = bed.bound()) {
                assertEquals(0, peer.send(Pdus.enquireLink(2)).read().status());
            }
            assertTrue(ListenerBed.eventually(() -> bed.listener.connections() == 0), "closed at the deadline");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void aPeerThatDoesNotReadIsCutOffAndNobodyHangsOnIt() throws Exception {
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), bed.listener.port()));
            OutputStream out = deaf.getOutputStream();
            out.write(Pdus.bind(9, 1, "one", "one", 0x34));
            assertTrue(ListenerBed.eventually(() -> bed.listener.binds().size() == 1));
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(out));
            assertTrue(ListenerBed.eventually(() -> bed.listener.binds().isEmpty()), "cut off");
            flood.get(5, TimeUnit.SECONDS);
            assertEquals(
                    SendResult.NO_LINK,
                    bed.sender
                            .send(new OutboundText("one", "12055", new Msisdn("254700000001"), "x", Instant.MAX))
                            .thenApply(Sent::result)
                            .toCompletableFuture()
                            .get(1, TimeUnit.SECONDS));
        }
    }

    /** Questions without end, whose answers nobody takes. */
    private static void flood(OutputStream out) {
        byte[] question = Pdus.enquireLink(1);
        byte[] many = new byte[question.length * 500];
        for (int i = 0; i < 500; i++) {
            System.arraycopy(question, 0, many, i * question.length, question.length);
        }
        try {
            for (int i = 0; i < 100_000; i++) {
                out.write(many);
            }
        } catch (IOException e) {
            // the listener has had enough
        }
    }

    @Test
    void anAddressWithTooManyConnectionsIsTurnedAway() throws IOException {
        try (ListenerBed small = new ListenerBed(3)) {
            List<RawPeer> peers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                peers.add(small.bound());
            }
            try (RawPeer fourth = new RawPeer(small.listener.port())) {
                assertTrue(fourth.isClosedByPeer());
            }
            peers.get(0).close();
            assertTrue(ListenerBed.eventually(() -> small.listener.connections() == 2));
            peers.add(small.bound());
            for (RawPeer peer : peers) {
                peer.close();
            }
        }
    }
}
