package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Settings;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.Pdus;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindIT {

    private ListenerBed bed;

    @BeforeEach
    void open() throws IOException {
        bed = new ListenerBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x02, 0x09})
    void theRightPasswordBinds(int command) throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            RawPeer.Pdu response = peer.bind(command, "sandbox", "sandbox");

            assertEquals(0x80000000 | command, response.id());
            assertEquals(0, response.status());
            assertTrue(response.contains("746f6b656e6c696e65000210000134"), "our name and sc_interface_version");
            assertEquals(1, bed.listener.binds().size());
        }
        assertTrue(ListenerBed.eventually(() -> bed.listener.connections() == 0));
        assertTrue(ListenerBed.eventually(() -> bed.listener.binds().isEmpty()));
    }

    @Test
    void whoUnbindsIsAnsweredAndThenTheConnectionIsClosed() throws IOException {
        try (RawPeer peer = bed.bound()) {
            peer.send(DeliverSm.pdu(0x06, CommandStatus.OK, 9));
            RawPeer.Pdu response = peer.read();
            assertEquals(0x80000006, response.id());
            assertEquals(9, response.sequence());
            assertTrue(peer.isClosedByPeer());
        }
        assertTrue(ListenerBed.eventually(() -> bed.listener.connections() == 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x03, 0x33, 0x34, 0x35, 0x50, 0x51, 0xFF})
    void noInterfaceVersionIsAReasonToRefuse(int version) throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            peer.send(Pdus.bind(9, 7, "sandbox", "sandbox", version));
            RawPeer.Pdu response = peer.read();
            assertEquals(0, response.status());
            assertEquals(7, response.sequence());
            assertEquals(version >= 0x34, response.contains("02100001"));
            assertEquals(0, peer.send(Pdus.enquireLink(8)).read().status());
        }
    }

    @Test
    void toTheOutsideAnUnknownAccountAndAWrongPasswordAreTheSame() throws IOException {
        for (String[] login : new String[][] {{"nobody", "x"}, {"sandbox", "wrong"}, {"", ""}, {"x".repeat(20), "y"}}) {
            try (RawPeer peer = new RawPeer(bed.listener.port())) {
                RawPeer.Pdu response = peer.bind(9, login[0], login[1]);
                assertEquals(0x80000009, response.id());
                assertEquals(CommandStatus.BIND_FAILED, response.status());
                assertTrue(peer.isClosedByPeer());
            }
        }
    }

    @Test
    void aFailingDatabaseIsOurFaultAndDisturbsNobodyElse() throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port());
                RawPeer good = bed.bound()) {
            assertEquals(CommandStatus.SYSTEM_ERROR, peer.bind(9, "broken", "x").status());
            assertEquals(0, good.send(Pdus.enquireLink(2)).read().status());
        }
    }

    @Test
    void anAccountBindsAsOftenAsItMayAndAgainWhenABindIsGone() throws IOException {
        try (RawPeer first = new RawPeer(bed.listener.port())) {
            assertEquals(0, first.bind(9, "one", "one").status());
            try (RawPeer second = new RawPeer(bed.listener.port())) {
                assertEquals(
                        CommandStatus.ALREADY_BOUND,
                        second.bind(9, "one", "one").status());
            }
            first.send(Pdus.pdu(0x06, 3, new byte[0]));
            assertEquals(0x80000006, first.read().id());
        }
        assertTrue(ListenerBed.eventually(() -> bed.listener.binds().isEmpty()));
        try (RawPeer third = new RawPeer(bed.listener.port())) {
            assertEquals(0, third.bind(9, "one", "one").status());
        }
    }

    /** After a power cut at the operator's, his old binds look alive until they are asked. */
    @Test
    void aBindThatNoLongerAnswersMakesRoomLongBeforeItIsGivenUp() throws IOException {
        Duration patience = Duration.ofMinutes(1);
        Settings.Smpp settings = new Settings.Smpp(
                "127.0.0.1",
                0,
                "tokenline",
                50,
                50,
                Duration.ofSeconds(5),
                patience,
                Duration.ofMillis(100),
                patience,
                10,
                2,
                10);
        try (ListenerBed patient = new ListenerBed(settings);
                RawPeer dead = new RawPeer(patient.listener.port())) {
            assertEquals(0, dead.bind(9, "one", "one").status());
            assertTrue(ListenerBed.eventually(() -> binds(patient.listener.port(), "one")));
            assertTrue(dead.isClosedByPeer());
        }
    }

    private static boolean binds(int port, String account) {
        try (RawPeer peer = new RawPeer(port)) {
            return peer.bind(9, account, account).status() == CommandStatus.OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aKindOfBindThatTheAccountMayNotHaveIsRefused() throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port());
                RawPeer other = new RawPeer(bed.listener.port())) {
            assertEquals(
                    CommandStatus.BIND_FAILED, peer.bind(9, "sender", "sender").status());
            assertEquals(0, other.bind(2, "sender", "sender").status());
        }
    }

    @Test
    void aSecondBindOnTheSameConnectionIsAlreadyBound() throws IOException {
        try (RawPeer peer = bed.bound()) {
            assertEquals(
                    CommandStatus.ALREADY_BOUND,
                    peer.bind(9, "sandbox", "sandbox").status());
        }
    }

    @Test
    void aPduRightBehindTheBindIsNotLost() throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            byte[] bind = Pdus.bind(9, 1, "sandbox", "sandbox", 0x34);
            byte[] ask = Pdus.enquireLink(2);
            byte[] both = Arrays.copyOf(bind, bind.length + ask.length);
            System.arraycopy(ask, 0, both, bind.length, ask.length);
            peer.send(both);
            int first = peer.read().sequence();
            int second = peer.read().sequence();
            assertEquals(3, first + second);
        }
    }

    @Test
    void aQuietPeerIsAskedWhetherItLivesAndStaysWhileItAnswers() throws IOException {
        try (ListenerBed impatient = new ListenerBed(10, Duration.ofMillis(200));
                RawPeer peer = impatient.bound()) {
            for (int i = 0; i < 3; i++) {
                RawPeer.Pdu question = peer.read();
                assertEquals(0x15, question.id());
                peer.send(DeliverSm.pdu(0x80000015, 0, question.sequence()));
            }
            assertEquals(1, impatient.listener.binds().size());
            assertTrue(peer.isClosedByPeer(), "it no longer answers");
            assertTrue(ListenerBed.eventually(() -> impatient.listener.connections() == 0));
        }
    }

    @Test
    void whoeverWaitsForABindIsTold() throws IOException {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        bed.listener.onBound((account, prefixes) -> {
            throw new IllegalStateException("a listener that fails");
        });
        bed.listener.onBound((account, prefixes) -> told.add(account));
        try (RawPeer receiver = bed.bound();
                RawPeer transmitter = new RawPeer(bed.listener.port())) {
            assertTrue(ListenerBed.eventually(() -> told.contains("sandbox")));
            transmitter.bind(2, "sender", "sender");
            assertFalse(told.contains("sender"), "nothing can be sent to a transmitter");
            assertEquals(0, receiver.send(Pdus.enquireLink(2)).read().status());
        }
    }

    @Test
    void closingAsksEveryPeerToUnbindAndFreesThePort() throws IOException {
        int port = bed.listener.port();
        try (RawPeer peer = bed.bound()) {
            Thread closing = new Thread(() -> bed.listener.close());
            closing.start();
            RawPeer.Pdu unbind = peer.read();
            assertEquals(0x06, unbind.id());
            peer.send(DeliverSm.pdu(0x80000006, 0, unbind.sequence()));
            assertTrue(peer.isClosedByPeer());
        }
        assertTrue(ListenerBed.eventually(() -> !bed.listener.accepting()));
        assertTrue(ListenerBed.eventually(() -> refused(port)));
    }

    @Test
    void aPortThatIsTakenIsAnExceptionAndNothingStaysOpen() throws IOException {
        int before = ListenerBed.threads();
        assertTrue(bed.listener.accepting());
        assertThrows(
                IOException.class,
                () -> new Lobby(
                        new Settings.Smpp(
                                "127.0.0.1",
                                bed.listener.port(),
                                "x",
                                1,
                                1,
                                ListenerBed.RESPONSE,
                                ListenerBed.RESPONSE,
                                ListenerBed.RESPONSE,
                                ListenerBed.RESPONSE,
                                1,
                                1,
                                1),
                        arrival -> {},
                        () -> false));
        assertTrue(ListenerBed.threads() <= before);
    }

    private static boolean refused(int port) {
        try (RawPeer peer = new RawPeer(port)) {
            return peer.isClosedByPeer();
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
