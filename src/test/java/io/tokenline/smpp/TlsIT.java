package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Binds over TLS, and what else comes to that port. */
class TlsIT {

    private static final Certificates OURS = new Certificates("tokenline");
    private static final Certificates OPERATOR = new Certificates("operator");
    private static final Certificates STRANGER = new Certificates("stranger");
    private static final byte[] HTTP = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private ListenerBed bed;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        bed = bed(Optional.empty());
    }

    @AfterEach
    void aGoodPeerIsServedAndNothingStaysBehind() throws IOException, GeneralSecurityException {
        try (RawPeer peer = peer(OPERATOR.trusting(OURS), "TLSv1.3")) {
            assertEquals(0, peer.bind(9, "sandbox", "sandbox").status());
        }
        assertTrue(ListenerBed.eventually(() -> bed.listener.connections() == 0), "connections");
        bed.close();
    }

    private ListenerBed bed(Optional<Path> clientCa) throws IOException, GeneralSecurityException {
        Settings.Tls tls = new Settings.Tls(0, OURS.keyStore(folder), new Secret(Certificates.PASSWORD), clientCa);
        return new ListenerBed(tls);
    }

    private RawPeer peer(SSLContext context, String protocol) throws IOException {
        return peer(bed, context, protocol);
    }

    private static RawPeer peer(ListenerBed bed, SSLContext context, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), bed.listener.tlsPort());
        socket.setEnabledProtocols(new String[] {protocol});
        return new RawPeer(socket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anOperatorBindsAndTalksOverTls(String protocol) throws Exception {
        try (RawPeer peer = peer(OPERATOR.trusting(OURS), protocol)) {
            assertEquals(0, peer.bind(9, "sandbox", "sandbox").status());
            for (int step = 2; step < 50; step++) {
                peer.step(step, 0x01, step << 8, "*120*55#");
                assertEquals(0x80000004, peer.read().id());
                peer.accept(peer.read(), 0);
            }
            byte[] large = new byte[Tlv.MAX_LENGTH - 1_000];
            peer.send(Pdus.submit(99, "254700000001", "12055", new byte[0], new Tlv(Tlv.MESSAGE_PAYLOAD, large)));
            assertEquals(99, peer.read().sequence(), "a PDU of several records");
        }
    }

    @Test
    void aBindInOneRecordWithWhatGoesBeforeAndFollowsLosesNothing() throws Exception {
        try (RawPeer peer = peer(OPERATOR.trusting(OURS), "TLSv1.3")) {
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            int before = 12;
            for (int i = 1; i <= before; i++) {
                all.writeBytes(Pdus.pdu(0x04, i, new byte[40]));
            }
            all.writeBytes(Pdus.bind(9, before + 1, "sandbox", "sandbox", 0x34));
            all.writeBytes(Pdus.enquireLink(before + 2));
            assertTrue(all.size() > 512, "more than the lobby reads at once");
            peer.send(all.toByteArray());
            for (int i = 1; i <= before; i++) {
                assertEquals(CommandStatus.BIND_STATUS, peer.read().status());
            }
            assertEquals(2 * before + 3, peer.read().sequence() + peer.read().sequence());
        }
    }

    @Test
    void aPeerThatTrustsAnotherCaGoesAway() throws Exception {
        try (RawPeer peer = peer(OPERATOR.trusting(STRANGER), "TLSv1.3")) {
            assertThrows(SSLException.class, () -> peer.bind(9, "sandbox", "sandbox"));
        }
        assertTrue(ListenerBed.eventually(() -> bed.listener.connections() == 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whereACertificateIsAskedForOnlyOneOfThatCaWillDo(String protocol) throws Exception {
        try (ListenerBed strict = bed(Optional.of(OPERATOR.pem(folder)));
                RawPeer good = peer(strict, OPERATOR.trusting(OURS), protocol);
                RawPeer bad = peer(strict, STRANGER.trusting(OURS), protocol)) {
            assertEquals(0, good.bind(9, "sandbox", "sandbox").status());
            assertThrows(IOException.class, () -> bad.bind(9, "sandbox", "sandbox"));
            assertTrue(ListenerBed.eventually(() -> strict.listener.connections() == 1));
        }
    }

    /** In TLS 1.2 each costs us a signature. */
    @Test
    void aHandshakeIsMadeOnce() throws Exception {
        try (SSLSocket socket = (SSLSocket) OPERATOR.trusting(OURS)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), bed.listener.tlsPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            RawPeer peer = new RawPeer(socket);
            assertEquals(0, peer.bind(9, "sandbox", "sandbox").status());
            assertThrows(IOException.class, () -> {
                socket.startHandshake();
                peer.read();
            });
        }
    }

    @Test
    void plainTextOnTheTlsPortIsClosedAtOnce() throws IOException {
        for (byte[] octets : List.of(Pdus.bind(9, 1, "sandbox", "sandbox", 0x34), HTTP)) {
            long start = System.nanoTime();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.listener.tlsPort())) {
                socket.setSoTimeout(6_000);
                socket.getOutputStream().write(octets);
                endOf(socket);
            }
            assertTrue(System.nanoTime() - start < ListenerBed.RESPONSE.toNanos(), "before any time-out");
        }
        assertTrue(bed.listener.binds().isEmpty());
    }

    private static void endOf(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // an alert, perhaps
            }
        } catch (java.net.SocketException e) {
            // closed with octets of ours unread
        }
    }

    @Test
    void tlsOnThePlainPortIsClosedAtOnce() throws Exception {
        SSLContext context = OPERATOR.trusting(OURS);
        long start = System.nanoTime();
        try (Socket socket =
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), bed.listener.port())) {
            assertThrows(IOException.class, () -> ((SSLSocket) socket).startHandshake());
        }
        assertTrue(System.nanoTime() - start < ListenerBed.RESPONSE.toNanos(), "before any time-out");
    }

    /** More of them than there are threads, and yet a good peer binds; the others are closed in time. */
    @Test
    void handshakesThatStopInTheMiddleCostNoThread() throws Exception {
        byte[] hello = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3};
        int before = ListenerBed.threads();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), bed.listener.tlsPort());
                slow.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write(hello, 0, i % (hello.length + 1));
            }
            assertTrue(ListenerBed.eventually(() -> bed.listener.connections() == slow.size()));
            assertTrue(ListenerBed.threads() <= before, "no thread each");
            try (RawPeer peer = peer(OPERATOR.trusting(OURS), "TLSv1.3")) {
                assertEquals(0, peer.bind(9, "sandbox", "sandbox").status());
            }
            assertTrue(ListenerBed.eventually(() -> bed.listener.connections() == 0), "all are closed in time");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws Exception {
        Path keys = OURS.keyStore(folder);
        Path notThere = folder.resolve("none.p12");
        Secret right = new Secret(Certificates.PASSWORD);
        refused("TOKENLINE_SMPP_TLS_KEYSTORE", new Settings.Tls(0, notThere, right, Optional.empty()));
        refused("TOKENLINE_SMPP_TLS_KEYSTORE", new Settings.Tls(0, keys, new Secret("wrong"), Optional.empty()));
        refused("TOKENLINE_SMPP_TLS_CLIENT_CA", new Settings.Tls(0, keys, right, Optional.of(notThere)));
        refused("TOKENLINE_SMPP_TLS_CLIENT_CA", new Settings.Tls(0, keys, right, Optional.of(keys)));
    }

    private static void refused(String setting, Settings.Tls tls) {
        String message = String.valueOf(
                assertThrows(IOException.class, () -> TlsContext.read(tls)).getMessage());
        assertTrue(message.startsWith(setting), message);
    }
}
