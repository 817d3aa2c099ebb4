package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.SendResult;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After everything a stranger sends, a good peer binds and is answered, and no thread stays behind. */
class HostileInputTest {

    private static final byte[] HTTP = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private ListenerBed bed;
    private int threadsBefore;

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

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 15, 32_769, 0x20000000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xF0000011})
    void aLengthBeyondReasonClosesBeforeAndAfterTheBind(int length) throws IOException {
        byte[] octets = ByteBuffer.allocate(16).putInt(length).putInt(4).array();
        try (RawPeer stranger = new RawPeer(bed.listener.port());
                RawPeer bound = bed.bound()) {
            for (RawPeer peer : List.of(stranger, bound)) {
                RawPeer.Pdu nack = peer.send(octets).read();
                assertEquals(CommandStatus.COMMAND_LENGTH, nack.status());
                assertTrue(peer.isClosedByPeer());
            }
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
    void aPduThatStopsInTheMiddleEndsTheConnectionInTime() throws IOException {
        byte[] submit = Pdus.submit(2, "254700000001", "120", new byte[] {'a'});
        try (RawPeer stranger = new RawPeer(bed.listener.port());
                RawPeer bound = bed.bound()) {
            stranger.send(Arrays.copyOf(Pdus.bind(9, 1, "sandbox", "sandbox", 0x34), 20));
            bound.send(Arrays.copyOf(submit, 20));
            assertTrue(bound.isClosedByPeer());
            assertTrue(stranger.isClosedByPeer());
        }
    }

    @Test
    void aPduMayComeInTwoPiecesTornAnywhere() throws IOException {
        byte[] bind = Pdus.bind(9, 1, "sandbox", "sandbox", 0x34);
        byte[] submit = Pdus.submit(2, "254700000001", "12055", new byte[] {'H'});
        try (RawPeer whole = bed.bound()) {
            for (int at = 1; at < submit.length; at++) {
                whole.send(Arrays.copyOf(submit, at)).send(Arrays.copyOfRange(submit, at, submit.length));
                assertEquals(0, whole.read().status(), "torn at " + at);
            }
        }
        for (int at = 1; at < bind.length; at++) {
            try (RawPeer peer = new RawPeer(bed.listener.port())) {
                peer.send(Arrays.copyOf(bind, at)).send(Arrays.copyOfRange(bind, at, bind.length));
                assertEquals(0, peer.read().status(), "torn at " + at);
            }
        }
    }

    @Test
    void everyBadlyBuiltRequestIsAnsweredAndTheBindLivesOn() throws IOException {
        byte[] one = Pdus.submit(7, "254700000001", "120", new byte[] {'a'});
        try (RawPeer peer = bed.bound()) {
            assertAnswer(peer, CommandStatus.MESSAGE_LENGTH, Pdus.withMessageLength(one, 200));
            assertAnswer(peer, CommandStatus.TLV_LENGTH, with(new Tlv(0x1383, new byte[1])));
            assertAnswer(peer, CommandStatus.TLV_LENGTH, with(new Tlv(0x0501, new byte[0])));
            assertAnswer(peer, CommandStatus.TLV_LENGTH, with(new Tlv(0x0204, new byte[1])));
            assertAnswer(peer, CommandStatus.TLV_LENGTH, with(new Tlv(0x020A, new byte[1])));
            assertAnswer(peer, CommandStatus.COMMAND_LENGTH, noNul());
            assertAnswer(peer, CommandStatus.COMMAND_LENGTH, Pdus.pdu(0x04, 7, new byte[0]));
            assertAnswer(peer, CommandStatus.DESTINATION_ADDRESS, Pdus.submit(7, "2547", "1".repeat(24), new byte[1]));
            assertAnswer(peer, CommandStatus.SOURCE_ADDRESS, Pdus.submit(7, "12", "120", new byte[1]));
            assertAnswer(peer, CommandStatus.SOURCE_ADDRESS, Pdus.submit(7, "Bank", "120", new byte[1]));
            assertAnswer(peer, CommandStatus.MESSAGE_LENGTH, Pdus.submit(7, "254700000001", "1", new byte[255]));
            assertEquals(0, peer.send(Pdus.enquireLink(9)).read().status());
        }
    }

    @Test
    void aPayloadOfFortyThousandOctetsIsRefusedAsTooLong() throws IOException {
        byte[] body = new byte[40_000];
        try (RawPeer peer = bed.bound()) {
            byte[] pdu = ByteBuffer.allocate(body.length + 16)
                    .putInt(body.length + 16)
                    .putInt(4)
                    .array();
            trySend(peer, pdu);
            assertTrue(peer.isClosedByPeer());
        }
    }

    @Test
    void theLargestPayloadThatFitsIsTaken() throws IOException {
        try (RawPeer peer = bed.bound()) {
            byte[] pdu = Pdus.submit(
                    3, "254700000001", "12055", new byte[0], new Tlv(Tlv.MESSAGE_PAYLOAD, new byte[32_000]));
            assertEquals(0, peer.send(pdu).read().status());
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
    void commandsThatWeNeverDoHaveTheirAnswers() throws IOException {
        try (RawPeer peer = bed.bound()) {
            assertRefused(peer, 0x03, CommandStatus.QUERY_FAILED);
            assertRefused(peer, 0x08, CommandStatus.CANCEL_FAILED);
            assertRefused(peer, 0x07, CommandStatus.REPLACE_FAILED);
            assertRefused(peer, 0x21, CommandStatus.SUBMIT_FAILED);
            assertRefused(peer, 0x111, CommandStatus.COMMAND_ID);
            for (int unknown : new int[] {0x05, 0x0B, 0x77, 0x7FFFFFFF}) {
                RawPeer.Pdu nack = peer.send(Pdus.pdu(unknown, 8, new byte[4])).read();
                assertEquals(0x80000000, nack.id());
                assertEquals(CommandStatus.COMMAND_ID, nack.status());
                assertEquals(8, nack.sequence());
            }
            assertEquals(0, peer.send(Pdus.enquireLink(9)).read().status());
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
                            .send(new OutboundText("one", "12055", new Msisdn("254700000001"), "x"))
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

    private static void trySend(RawPeer peer, byte[] octets) {
        try {
            peer.send(octets);
        } catch (IOException e) {
            // the listener may have closed the connection already, which is as good an answer
        }
    }

    private static void assertAnswer(RawPeer peer, int status, byte[] pdu) throws IOException {
        RawPeer.Pdu response = peer.send(pdu).read();
        assertEquals(0x80000004, response.id());
        assertEquals(7, response.sequence());
        assertEquals(Integer.toHexString(status), Integer.toHexString(response.status()));
    }

    private static void assertRefused(RawPeer peer, int command, int status) throws IOException {
        RawPeer.Pdu response = peer.send(Pdus.pdu(command, 7, new byte[2])).read();
        assertEquals(0x80000000 | command, response.id());
        assertEquals(status, response.status());
    }

    private static byte[] with(Tlv parameter) {
        return Pdus.submit(7, "254700000001", "120", new byte[] {'a'}, parameter);
    }

    private static byte[] noNul() {
        return Pdus.pdu(0x04, 7, new byte[] {'U', 'S', 'S', 'D'});
    }
}
