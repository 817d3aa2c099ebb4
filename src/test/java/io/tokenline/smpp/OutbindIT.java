package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.FailedLogins;
import io.tokenline.Msisdn;
import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
import io.tokenline.smpp.codec.BindPdu;
import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.OutbindPdu;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.ReceiptIds;
import io.tokenline.smpp.codec.Tlv;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gateways connect to our port and ask to be bound to. */
class OutbindIT {

    private static final String SMSC = "smsc";
    private static final String SHOWN = "knock";
    private static final String HERE = "127.0.0.1";
    private static final byte[] OUTBIND = Pdus.outbind(SMSC, SHOWN);

    @TempDir
    private Path folder;

    private ListenerBed listener;
    private LinkBed bed;

    @BeforeEach
    void open() throws IOException {
        listener = new ListenerBed();
        bed = new LinkBed(terms(HERE, 1, false, BindMode.TRX, 1), Gateway.PASSWORD).awaiting(listener.outbinds, SHOWN);
    }

    @AfterEach
    void close() {
        bed.close();
        listener.close();
    }

    private void await(String host, boolean tls, int binds) {
        await(terms(host, 1, tls, BindMode.TRX, binds));
    }

    private void await(LinkTerms terms) {
        bed.close();
        bed = new LinkBed(terms, Gateway.PASSWORD).awaiting(listener.outbinds, SHOWN);
    }

    private static LinkTerms terms(String host, int port, boolean tls, BindMode mode, int binds) {
        return new LinkTerms(
                host,
                port,
                tls,
                Gateway.SYSTEM_ID,
                "VMA",
                0,
                0,
                "",
                mode,
                binds,
                Dialect.STANDARD.name(),
                10,
                1,
                ReceiptIds.AUTO,
                Prefixes.NONE,
                0,
                SMSC);
    }

    private RawPeer gateway() throws IOException {
        return new RawPeer(listener.listener.port());
    }

    /** A gateway that has called and said yes to what we asked for. */
    private RawPeer bound(int command) throws IOException {
        RawPeer gateway = gateway().send(OUTBIND);
        sayYes(gateway, command);
        return gateway;
    }

    private static void sayYes(RawPeer gateway, int command) throws IOException {
        RawPeer.Pdu bind = gateway.read();
        assertEquals(command, bind.id());
        assertTrue(bind.contains(request(command)), bind::hex);
        gateway.send(DeliverSm.pdu(command | CommandId.RESPONSE, CommandStatus.OK, bind.sequence(), (byte) 0));
    }

    /** What we say of ourselves in a bind, in hexadecimal digits. */
    private static String request(int command) {
        byte[] pdu = BindPdu.request(command, 1, Gateway.SYSTEM_ID, Gateway.PASSWORD, "VMA", 0, 0, "");
        return HexFormat.of().formatHex(pdu, 16, pdu.length);
    }

    private static void lives(RawPeer gateway) throws IOException {
        gateway.send(Pdus.enquireLink(9));
        RawPeer.Pdu answer = gateway.read();
        while (answer.id() == CommandId.ENQUIRE_LINK) {
            answer = gateway.read(); // we ask, too
        }
        assertEquals(CommandId.ENQUIRE_LINK | CommandId.RESPONSE, answer.id());
        assertEquals(9, answer.sequence());
    }

    private void refused(RawPeer gateway, String reason) throws IOException {
        double before = count(reason);
        gateway.send(OUTBIND);
        assertTrue(gateway.endsWithoutAWord());
        assertTrue(ListenerBed.eventually(() -> count(reason) == before + 1), reason);
    }

    private double count(String reason) {
        return listener.metrics
                .counter("tokenline.smpp.binds.refused", "reason", "OUTBIND_" + reason)
                .count();
    }

    private boolean becomes(BindState state) {
        return ListenerBed.eventually(() -> first().state() == state);
    }

    private LinkInfo.Connection first() {
        return bed.info().connections().get(0);
    }

    private CompletableFuture<Sent> send(String text) {
        return bed.sender
                .send(new OutboundText("telco", "12055", new Msisdn("254700000001"), text, Instant.MAX))
                .toCompletableFuture();
    }

    @Test
    void whoShowsWhatWasAgreedIsBoundToOnTheSameConnection() throws Exception {
        assertEquals(BindState.WAITING, first().state());
        assertEquals("DOWN", bed.info().state());
        try (RawPeer gateway = bound(CommandId.BIND_TRANSCEIVER)) {
            assertTrue(bed.becomes("UP"));
            assertEquals(List.of("telco"), List.copyOf(bed.up), "messages can go");
            assertEquals(List.of(), listener.listener.binds(), "it is the link's");
            assertEquals(1, bed.binds.of("telco").size());

            gateway.send(Pdus.deliver(Pdus.submit(
                    5,
                    "254700000001",
                    "120",
                    "*120*55#".getBytes(StandardCharsets.US_ASCII),
                    new Tlv(Tlv.USSD_SERVICE_OP, new byte[] {1}))));
            assertEquals(
                    CommandId.DELIVER_SM | CommandId.RESPONSE, gateway.read().id());
            RawPeer.Pdu screen = gateway.read();
            assertEquals(CommandId.SUBMIT_SM, screen.id());
            gateway.send(DeliverSm.pdu(0x80000004, CommandStatus.OK, screen.sequence(), (byte) 0));
            assertEquals("telco", bed.steps.remove().link());

            CompletableFuture<Sent> sent = send("token");
            RawPeer.Pdu sms = gateway.read();
            byte[] id = {'m', '1', 0};
            gateway.send(DeliverSm.pdu(0x80000004, CommandStatus.OK, sms.sequence(), id));
            assertEquals(Sent.taken("telco", List.of("m1")), sent.get(3, TimeUnit.SECONDS));
            gateway.send(Pdus.deliver(
                    Pdus.submit(6, "254700000001", "12055", 4, 0, Gsm7.encode("id:m1 stat:DELIVRD err:000"))));
            assertEquals(
                    CommandId.DELIVER_SM | CommandId.RESPONSE, gateway.read().id());
            assertEquals(List.of("m1"), bed.receipts.remove().operatorIds());
            assertTrue(
                    ListenerBed.eventually(() -> first().received() == 2 && first().accepted() == 2),
                    () -> first().toString());
            assertEquals(2, bed.info().rates().out().over1());
        }
    }

    @Test
    void whenItEndsTheNextOutbindIsWaitedFor() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (RawPeer gateway = bound(CommandId.BIND_TRANSCEIVER)) {
                assertTrue(bed.becomes("UP"));
                lives(gateway);
            }
            assertTrue(becomes(BindState.WAITING));
            assertFalse(first().error().isEmpty());
            assertEquals(List.of(), bed.binds.all());
        }
        assertTrue(ListenerBed.eventually(() -> listener.listener.connections() == 0));
    }

    @Test
    void thereAreAsManyAtOnceAsWereAgreed() throws Exception {
        await(HERE, false, 2);
        try (RawPeer first = bound(CommandId.BIND_TRANSCEIVER);
                RawPeer second = bound(CommandId.BIND_TRANSCEIVER);
                RawPeer third = gateway();
                RawPeer fourth = gateway()) {
            assertTrue(bed.becomes("UP"));
            refused(third, "ALREADY_BOUND");
            assertEquals("UP", bed.info().state());
            assertEquals(
                    CommandId.UNBIND | CommandId.RESPONSE,
                    second.send(Pdus.pdu(CommandId.UNBIND, 3, new byte[0]))
                            .read()
                            .id());
            assertTrue(bed.becomes("PART"));
            sayYes(fourth.send(OUTBIND), CommandId.BIND_TRANSCEIVER);
            assertTrue(bed.becomes("UP"));
            lives(first);
        }
    }

    @Test
    void ofAPairTheReceiverIsCalledAndTheTransmitterGoesToTheGateway() throws Exception {
        try (Gateway far = new Gateway()) {
            await(terms(HERE, far.port, false, BindMode.TX_RX, 1));
            assertTrue(bed.becomes("PART"));
            assertEquals(
                    List.of("TRANSMITTER VMA"),
                    far.bindsAsked.stream().distinct().toList());
            try (RawPeer gateway = bound(CommandId.BIND_RECEIVER)) {
                assertTrue(bed.becomes("UP"));
                gateway.send(Pdus.deliver(Pdus.submit(5, "254700000001", "12055", Gsm7.encode("HELP"))));
                assertEquals(
                        CommandId.DELIVER_SM | CommandId.RESPONSE,
                        gateway.read().id());
                assertEquals("HELP", bed.texts.remove().text());
                assertEquals(
                        SendResult.TAKEN, send("hello").get(3, TimeUnit.SECONDS).result());
                assertEquals("hello", Gsm7.decode(far.take().getShortMessage()));
            }
        }
    }

    @Test
    void whatComesRightAfterTheOutbindIsNotLost() throws Exception {
        try (RawPeer gateway = gateway()) {
            byte[] both = Arrays.copyOf(OUTBIND, OUTBIND.length + 16);
            System.arraycopy(Pdus.enquireLink(7), 0, both, OUTBIND.length, 16);
            gateway.send(both);
            sayYes(gateway, CommandId.BIND_TRANSCEIVER);
            assertEquals(7, gateway.read().sequence());
            assertTrue(bed.becomes("UP"));
        }
    }

    @Test
    void anOutbindMeansNothingWhereNoLinkIsCalled() throws Exception {
        listener.outbinds.forget("telco");
        try (RawPeer gateway = gateway()) {
            gateway.send(OUTBIND).send(Pdus.outbind("x", "y")).send(Pdus.enquireLink(8));
            assertEquals(8, gateway.read().sequence(), "as if nothing had been said");
            assertEquals(
                    0,
                    gateway.bind(CommandId.BIND_TRANSCEIVER, "sandbox", "sandbox")
                            .status());
        }
    }

    @Test
    void whoShowsSomethingElseIsClosedAndSeesNoPasswordOfOurs() throws Exception {
        List<byte[]> wrong = List.of(
                Pdus.outbind(SMSC, "Knock"),
                Pdus.outbind(SMSC, ""),
                Pdus.outbind("smsd", SHOWN),
                Pdus.outbind("", SHOWN),
                Pdus.outbind(Gateway.SYSTEM_ID, Gateway.PASSWORD));
        for (byte[] outbind : wrong) {
            try (RawPeer stranger = gateway().send(outbind)) {
                assertTrue(stranger.endsWithoutAWord());
            }
        }
        assertTrue(ListenerBed.eventually(() -> count("UNKNOWN") == wrong.size()));
        assertEquals(BindState.WAITING, first().state());
        bound(CommandId.BIND_TRANSCEIVER).close();
    }

    @Test
    void whoGuessesIsPausedAsOneWhoGuessesAtABind() throws Exception {
        for (int i = 0; i < FailedLogins.MAX; i++) {
            try (RawPeer stranger = gateway().send(Pdus.outbind(SMSC, "no" + i))) {
                assertTrue(stranger.endsWithoutAWord());
            }
        }
        try (RawPeer right = gateway()) {
            refused(right, "PAUSED");
        }
        listener.clock.pass(FailedLogins.PAUSE.plusSeconds(1));
        bound(CommandId.BIND_TRANSCEIVER).close();
    }

    @Test
    void aGatewayAtAnotherAddressIsClosed() throws Exception {
        await("127.0.0.2", false, 1);
        try (RawPeer gateway = gateway()) {
            refused(gateway, "NETWORK");
        }
    }

    /** RFC 6761: no name ends so. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "smsc.invalid"})
    void aHostThatIsThisOneOrNoneAtAllIsRight(String host) throws Exception {
        await(host, false, 1);
        try (RawPeer gateway = bound(CommandId.BIND_TRANSCEIVER)) {
            assertTrue(bed.becomes("UP"));
            lives(gateway);
        }
    }

    @Test
    void aLinkThatIsHeldIsNotBoundAndItsGatewayIsNoStranger() throws Exception {
        bed.holding(listener.outbinds, SHOWN);
        for (int i = 0; i < 2 * FailedLogins.MAX; i++) {
            try (RawPeer gateway = gateway()) {
                refused(gateway, "NOT_IN_USE");
            }
        }
        bed.awaiting(listener.outbinds, SHOWN);
        bound(CommandId.BIND_TRANSCEIVER).close();
    }

    @Test
    void aLinkThatIsClosedUnbindsAndIsNotBoundAgain() throws Exception {
        try (RawPeer gateway = bound(CommandId.BIND_TRANSCEIVER);
                RawPeer again = gateway()) {
            assertTrue(bed.becomes("UP"));
            CompletableFuture<Void> closing = CompletableFuture.runAsync(bed.link::close);
            RawPeer.Pdu unbind = gateway.read();
            assertEquals(CommandId.UNBIND, unbind.id());
            gateway.send(DeliverSm.pdu(0x80000006, CommandStatus.OK, unbind.sequence()));
            closing.get(5, TimeUnit.SECONDS);
            assertTrue(gateway.isClosedByPeer());
            refused(again, "ALREADY_BOUND");
        }
    }

    @Test
    void aGatewayThatCallsAndThenSaysNoOrNothingMayCallAgain() throws Exception {
        try (RawPeer gateway = gateway().send(OUTBIND)) {
            RawPeer.Pdu bind = gateway.read();
            gateway.send(DeliverSm.pdu(bind.id() | CommandId.RESPONSE, CommandStatus.BIND_FAILED, bind.sequence()));
            assertTrue(gateway.endsWithoutAWord());
        }
        assertTrue(ListenerBed.eventually(() -> first().error().contains("0xd")), () -> first().toString());
        assertEquals(BindState.WAITING, first().state());
        try (RawPeer gateway = gateway().send(OUTBIND)) {
            assertEquals(CommandId.BIND_TRANSCEIVER, gateway.read().id());
            assertTrue(gateway.endsWithoutAWord(), "no response in time");
        }
        assertTrue(becomes(BindState.WAITING));
        bound(CommandId.BIND_TRANSCEIVER).close();
    }

    @Test
    void anOutbindThatEndsTooEarlyOrIsTooLongIsClosed() throws Exception {
        int broken = 0;
        for (int length = 16; length < OUTBIND.length; length++, broken++) {
            byte[] body = Arrays.copyOfRange(OUTBIND, 16, length);
            try (RawPeer gateway = gateway().send(Pdus.pdu(CommandId.OUTBIND, 1, body))) {
                assertTrue(gateway.endsWithoutAWord(), "of " + length);
            }
        }
        for (byte[] tooLong : List.of(Pdus.outbind("x".repeat(16), SHOWN), Pdus.outbind(SMSC, "x".repeat(9)))) {
            try (RawPeer gateway = gateway().send(tooLong)) {
                assertTrue(gateway.endsWithoutAWord());
            }
            broken++;
        }
        int all = broken;
        assertTrue(ListenerBed.eventually(() -> count("MALFORMED") == all));
        assertEquals(0, count("UNKNOWN"));
        bound(CommandId.BIND_TRANSCEIVER).close();
    }

    @Test
    void overTlsItIsTheSameAndALinkThatIsToBeEncryptedIsBoundOnlyThere() throws Exception {
        Certificates ours = new Certificates("tokenline");
        close();
        listener = new ListenerBed(
                new Settings.Tls(0, ours.keyStore(folder), new Secret(Certificates.PASSWORD), Optional.empty()));
        await(HERE, true, 1);
        try (RawPeer plain = gateway()) {
            refused(plain, "NOT_ENCRYPTED");
        }
        try (RawPeer gateway = new RawPeer(new Certificates("operator")
                .trusting(ours)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), listener.listener.tlsPort()))) {
            sayYes(gateway.send(OUTBIND), CommandId.BIND_TRANSCEIVER);
            assertTrue(bed.becomes("UP"));
            gateway.send(Pdus.deliver(Pdus.submit(5, "254700000001", "12055", Gsm7.encode("HELP"))));
            assertEquals(
                    CommandId.DELIVER_SM | CommandId.RESPONSE, gateway.read().id());
        }
        assertTrue(becomes(BindState.WAITING));
    }

    @Test
    void noTextShowsThePasswordOfAnOutbind() {
        assertEquals(new OutbindPdu(SMSC, SHOWN), OutbindPdu.parse(OUTBIND));
        assertFalse(OutbindPdu.parse(OUTBIND).toString().contains(SHOWN));
    }
}
