package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.PduCheck;
import io.tokenline.smpp.codec.ReceiptIds;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** We bind to gateways over TLS: whom we trust, and what we show. */
class LinkTlsIT {

    private static final String HOST = "localhost";
    private static final Certificates GATEWAY = new Certificates(HOST);
    private static final Certificates OURS = new Certificates("tokenline");
    private static final Certificates STRANGER = new Certificates("stranger.example");

    @TempDir
    private Path folder;

    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private Optional<Settings.Tls> ownKeys() throws Exception {
        return Optional.of(
                new Settings.Tls(0, OURS.keyStore(folder), new Secret(Certificates.PASSWORD), Optional.empty()));
    }

    private static LinkTerms terms(int port) {
        return new LinkTerms(
                HOST,
                port,
                true,
                Gateway.SYSTEM_ID,
                "",
                0,
                0,
                "",
                BindMode.TRX,
                1,
                Dialect.STANDARD.name(),
                10,
                30,
                ReceiptIds.AUTO,
                Prefixes.NONE,
                0,
                "");
    }

    /**
     * Binds to a gateway that shows a certificate.
     *
     * @param asks whether it wants to see one of ours
     * @return whom the gateway saw; empty where it did not ask
     */
    private Optional<String> bind(Certificates shown, boolean asks, Optional<Settings.Tls> own, Optional<Path> trust)
            throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) shown.trusting(OURS)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setNeedClientAuth(asks);
            CompletableFuture<Optional<String>> seen = new CompletableFuture<>();
            executor.execute(() -> serve(server, asks, seen));
            Dial dial =
                    new Dial(terms(server.getLocalPort()), TlsContext.toGateways(own, trust), Duration.ofSeconds(5));
            Wire wire = dial.bind(BindKind.TRANSCEIVER, new Secret(Gateway.PASSWORD));
            wire.close();
            return seen.get(5, TimeUnit.SECONDS);
        }
    }

    private static void serve(SSLServerSocket server, boolean asks, CompletableFuture<Optional<String>> seen) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            byte[] rest = in.readNBytes(length - 4);
            assertEquals(CommandId.BIND_TRANSCEIVER, PduCheck.int32(rest, 0));
            Optional<Principal> peer = asks ? Optional.of(socket.getSession().getPeerPrincipal()) : Optional.empty();
            socket.getOutputStream()
                    .write(DeliverSm.pdu(
                            CommandId.BIND_TRANSCEIVER | CommandId.RESPONSE, CommandStatus.OK, 1, (byte) 0));
            seen.complete(peer.map(Principal::getName));
        } catch (IOException e) {
            seen.completeExceptionally(e);
        }
    }

    @Test
    void aGatewayWhoseCaWeTrustIsBoundTo() throws Exception {
        assertEquals(Optional.empty(), bind(GATEWAY, false, Optional.empty(), Optional.of(GATEWAY.pem(folder))));
        assertEquals(Optional.empty(), bind(GATEWAY, false, ownKeys(), Optional.of(GATEWAY.pem(folder))));
    }

    @Test
    void aGatewayOfAnotherCaIsNot() {
        assertThrows(
                IOException.class, () -> bind(GATEWAY, false, Optional.empty(), Optional.of(STRANGER.pem(folder))));
    }

    @Test
    void withoutTheSettingTheCasOfTheJvmCount() {
        assertThrows(IOException.class, () -> bind(GATEWAY, false, Optional.empty(), Optional.empty()));
        assertThrows(IOException.class, () -> bind(GATEWAY, false, ownKeys(), Optional.empty()));
    }

    @Test
    void aCertificateOfAnotherHostIsNotEnough() {
        IOException refused = assertThrows(
                IOException.class, () -> bind(STRANGER, false, Optional.empty(), Optional.of(STRANGER.pem(folder))));
        assertTrue(String.valueOf(refused.getMessage()).contains(HOST), refused::getMessage);
    }

    @Test
    void aGatewayThatAsksSeesOurCertificate() throws Exception {
        assertEquals(Optional.of("CN=tokenline"), bind(GATEWAY, true, ownKeys(), Optional.of(GATEWAY.pem(folder))));
        assertThrows(
                IOException.class,
                () -> bind(GATEWAY, true, Optional.empty(), Optional.of(GATEWAY.pem(folder))),
                "we have none to show");
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws Exception {
        for (Path wrong : new Path[] {folder.resolve("none.pem"), OURS.keyStore(folder)}) {
            IOException refused =
                    assertThrows(IOException.class, () -> TlsContext.toGateways(Optional.empty(), Optional.of(wrong)));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("TOKENLINE_SMPP_TLS_TRUST="), message);
        }
    }
}
