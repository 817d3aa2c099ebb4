package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.SendResult;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.Pdus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was agreed with an operator holds on the wire, and changes count while he is bound. */
class AccountLimitsIT {

    private static final Msisdn PHONE = new Msisdn("254700000001");
    private static final int RATE = 3;

    private ListenerBed bed;
    private RawPeer peer;

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

    /** Changes the account of the bound peer as the desk and the watch do. */
    private void change(Consumer<OperatorAccount> step) {
        OperatorAccount changed = new OperatorAccount(
                "sandbox", "", AccountTerms.unlimited(EnumSet.allOf(BindKind.class), 5, Dialect.STANDARD));
        step.accept(changed);
        bed.accounts.put("sandbox", changed);
        bed.binds.refresh(changed);
    }

    private static AccountTerms terms(int rate, int window, String systemType, String... prefixes) {
        return new AccountTerms(
                EnumSet.allOf(BindKind.class),
                5,
                List.of(),
                rate,
                window,
                systemType,
                List.of(prefixes),
                Dialect.STANDARD,
                Duration.ZERO,
                Duration.ZERO);
    }

    private RawPeer.Pdu begin(int session) throws IOException {
        return peer.step(session, 0x01, session << 8, "*120*55#").read();
    }

    private RawPeer.Pdu text(int sequence) throws IOException {
        byte[] text = "HELP".getBytes(StandardCharsets.US_ASCII);
        return peer.send(Pdus.submit(sequence, PHONE.digits(), "12055", text)).read();
    }

    @Test
    void whatBeginsIsThrottledAndWhatGoesOnIsNot() throws IOException {
        change(account -> account.agree(terms(RATE, 0, "")));
        for (int session = 1; session <= RATE; session++) {
            assertEquals(CommandStatus.OK, begin(session).status());
            peer.accept(peer.read(), 0);
        }
        assertEquals(CommandStatus.THROTTLED, begin(RATE + 1).status());
        assertEquals(CommandStatus.THROTTLED, text(50).status());
        for (int i = 0; i < 3 * RATE; i++) {
            RawPeer.Pdu answered = peer.step(60 + i, 0x12, RATE << 8, "1").read();
            assertEquals(CommandStatus.OK, answered.status());
            peer.accept(peer.read(), 0);
            assertEquals(0, peer.send(Pdus.enquireLink(90 + i)).read().status());
        }
        assertTrue(ListenerBed.eventually(() -> throttles() == 2), () -> throttles() + " throttled");
        int afterASecond = 100;
        assertTrue(ListenerBed.eventually(() -> isTaken(afterASecond)), "the next second has room again");
    }

    private boolean isTaken(int sequence) {
        try {
            return text(sequence).status() == CommandStatus.OK;
        } catch (IOException e) {
            return false;
        }
    }

    private int throttles() {
        return (int) bed.metrics
                .get("tokenline.smpp.throttled")
                .tag("account", "sandbox")
                .counter()
                .count();
    }

    @Test
    void anAccountSpeaksForItsOwnPhonesOnly() throws IOException {
        change(account -> account.agree(terms(0, 0, "", "25411", "25470")));
        assertEquals(CommandStatus.OK, text(2).status());
        change(account -> account.agree(terms(0, 0, "", "25411")));
        assertEquals(CommandStatus.SOURCE_ADDRESS, text(3).status());
        assertEquals(CommandStatus.SOURCE_ADDRESS, begin(4).status());
    }

    @Test
    void aSystemTypeThatWasAgreedIsAskedFor() throws IOException {
        change(account -> account.agree(terms(0, 0, "USSD")));
        for (String said : List.of("", "SMPP", "ussd", "USSD")) {
            try (RawPeer other = new RawPeer(bed.listener.port())) {
                RawPeer.Pdu response = other.send(Pdus.bind(9, 1, "sandbox", "sandbox", said, 0x34))
                        .read();
                assertEquals(
                        said.equals("USSD") ? CommandStatus.OK : CommandStatus.SYSTEM_TYPE, response.status(), said);
            }
        }
    }

    @Test
    void whatIsPausedFinishesDialogsAndBeginsNothing() throws Exception {
        assertEquals(CommandStatus.OK, begin(1).status());
        peer.accept(peer.read(), 0);
        Queue<String> up = new ConcurrentLinkedQueue<>();
        bed.listener.onBound((account, prefixes) -> up.add(account));

        change(account -> account.setMode(AccountMode.PAUSED));
        assertEquals(CommandStatus.THROTTLED, begin(2).status());
        assertEquals(CommandStatus.THROTTLED, text(3).status());
        assertEquals(SendResult.NO_LINK, sendText());
        assertEquals(CommandStatus.OK, peer.step(4, 0x12, 1 << 8, "1").read().status());
        peer.accept(peer.read(), 0);

        change(OperatorAccount::enable);
        assertTrue(ListenerBed.eventually(() -> up.contains("sandbox")), "what waits is sent now");
        assertEquals(CommandStatus.OK, text(5).status());
    }

    private SendResult sendText() throws Exception {
        return bed.sender
                .send(new OutboundText("sandbox", "12055", PHONE, "hello", Instant.MAX))
                .toCompletableFuture()
                .get()
                .result();
    }

    @Test
    void aDrainedBindIsAskedToEndAtItsTime() throws IOException {
        Instant end = bed.clock.instant().plus(Duration.ofHours(1));
        change(account -> {
            account.setMode(AccountMode.DRAINING);
            account.endBindsAt(end);
        });
        assertEquals(0, peer.send(Pdus.enquireLink(2)).read().status());
        bed.clock.pass(Duration.ofHours(1));
        RawPeer.Pdu unbind = peer.read();
        assertEquals(0x06, unbind.id());
        peer.send(DeliverSm.pdu(0x80000006, 0, unbind.sequence()));
        assertTrue(peer.isClosedByPeer());
    }

    @Test
    void aKilledBindIsClosedAtOnceAndTheAccountBindsAgain() throws IOException {
        bed.clock.pass(Duration.ofSeconds(1));
        change(account -> account.endBindsAt(bed.clock.instant()));
        assertTrue(peer.isClosedByPeer());
        assertTrue(ListenerBed.eventually(() -> bed.listener.binds().isEmpty()));
        try (RawPeer again = bed.bound()) {
            assertEquals(0, again.send(Pdus.enquireLink(2)).read().status());
        }
    }

    @Test
    void theBindsOfADisabledAccountEnd() throws IOException {
        change(OperatorAccount::disable);
        assertTrue(peer.isClosedByPeer());
    }

    @Test
    void aBindThatOnlySaysItLivesEndsAfterItsTime() throws IOException {
        AccountTerms idle = new AccountTerms(
                EnumSet.allOf(BindKind.class),
                5,
                List.of(),
                0,
                0,
                "",
                List.of(),
                Dialect.STANDARD,
                Duration.ZERO,
                Duration.ofSeconds(1));
        change(account -> account.agree(idle));
        long start = System.nanoTime();
        RawPeer.Pdu said = peer.send(Pdus.enquireLink(2)).read();
        int sequence = 3;
        while (said.id() == 0x80000015) {
            said = peer.send(Pdus.enquireLink(sequence++)).read();
        }
        assertEquals(0x06, said.id());
        assertFalse(System.nanoTime() - start < Duration.ofMillis(500).toNanos(), "not before its time");
    }

    @Test
    void aNewWindowCountsAtOnce() throws Exception {
        change(account -> account.agree(terms(0, 1, "")));
        var first = bed.sender.send(new OutboundText("sandbox", "12055", PHONE, "first", Instant.MAX));
        assertEquals(SendResult.BUSY, sendText());
        change(account -> account.agree(terms(0, 2, "")));
        var second = bed.sender.send(new OutboundText("sandbox", "12055", PHONE, "second", Instant.MAX));
        for (int i = 0; i < 2; i++) {
            peer.accept(peer.read(), 0);
        }
        assertEquals(SendResult.ACCEPTED, first.toCompletableFuture().get().result());
        assertEquals(SendResult.ACCEPTED, second.toCompletableFuture().get().result());
    }
}
