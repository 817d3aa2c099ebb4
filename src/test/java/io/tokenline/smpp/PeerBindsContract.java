package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.delivery.SendResult;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.peer.Peer;
import io.tokenline.smpp.peer.PeerKey;
import io.tokenline.smpp.peer.PeerMessage;
import io.tokenline.smpp.peer.PeerMessage.Coding;
import io.tokenline.sms.InboundText;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * An operator's SMPP of another maker binds to us, and we understand each other. Purchases over the same peers are in
 * {@code io.tokenline.it}.
 */
abstract class PeerBindsContract extends PeerBed {

    private ListenerBed listener() throws Exception {
        peer = opened(peer());
        ListenerBed bed = opened(new ListenerBed());
        capture.watch(bed.listener.port());
        return bed;
    }

    private ListenerBed bound() throws Exception {
        ListenerBed bed = listener();
        assertEquals(0, peer.bind(bed.listener.port(), Peer.Kind.TRANSCEIVER, "sandbox", "sandbox"));
        assertTrue(ListenerBed.eventually(() -> !bed.binds.toSendTo("sandbox").isEmpty()));
        return bed;
    }

    @Test
    void itBindsToUsInEachWayWithTheRightPasswordOnly() throws Exception {
        ListenerBed bed = listener();
        for (Peer.Kind kind : Peer.Kind.values()) {
            assertEquals(0, peer.bind(bed.listener.port(), kind, "sandbox", "sandbox"), kind.name());
        }
        assertTrue(ListenerBed.eventually(() -> bed.listener.binds().size() == 3));
        assertEquals(
                List.of("RECEIVER", "TRANSCEIVER", "TRANSMITTER"),
                bed.listener.binds().stream()
                        .map(bind -> bind.kind().name())
                        .sorted()
                        .toList());
        assertEquals(
                CommandStatus.BIND_FAILED, peer.bind(bed.listener.port(), Peer.Kind.TRANSCEIVER, "sandbox", "wrong"));
        assertEquals(
                CommandStatus.BIND_FAILED, peer.bind(bed.listener.port(), Peer.Kind.TRANSCEIVER, "nobody", "sandbox"));
        assertEquals(3, peer.binds());
    }

    @Test
    void aDialogRunsOverABindOfItsOwn() throws Exception {
        ListenerBed bed = bound();
        bed.dialogs(step -> step.text().equals("0") ? UssdReply.end("Bye") : UssdReply.show("1 Buy\n2 Help"));
        dialog();
        assertEquals(
                List.of("*120*55#", "0"),
                bed.steps.stream().map(UssdRequest::text).toList());
    }

    @Test
    void aLongTextInUcs2GoesBothWaysOverABindOfItsOwn() throws Exception {
        ListenerBed bed = bound();
        sendInParts();
        assertTrue(ListenerBed.eventually(() -> !bed.texts.isEmpty()));
        assertEquals(
                List.of(LONG_TEXT), bed.texts.stream().map(InboundText::text).toList());
        assertEquals(SendResult.ACCEPTED, sent(bed.sender, "sandbox", LONG_TEXT).result());
        assertEquals(LONG_TEXT, takeInParts());
    }

    @Test
    void itBindsByTlsAndADialogRunsOverIt() throws Exception {
        peer = opened(peer());
        PeerKey key = PeerKey.create();
        Settings.Tls tls = new Settings.Tls(0, key.path(), new Secret(PeerKey.PASSWORD), Optional.empty());
        ListenerBed bed = opened(new ListenerBed(tls, Duration.ofMillis(Peer.PATIENCE_MILLIS)));
        bed.dialogs(step -> step.text().equals("0") ? UssdReply.end("Bye") : UssdReply.show("1 Buy\n2 Help"));
        assertEquals(
                0, peer.bind(bed.listener.tlsPort(), Optional.of(key), Peer.Kind.TRANSCEIVER, "sandbox", "sandbox"));
        assertTrue(ListenerBed.eventually(() -> !bed.binds.toSendTo("sandbox").isEmpty()));
        dialog();
        assertTrue(
                ListenerBed.eventually(
                        () -> bed.binds.toSendTo("sandbox").get(0).window().unanswered() == 0),
                "it has accepted the last screen");
        assertEquals(SendResult.ACCEPTED, sent(bed.sender, "sandbox", "Token").result());
    }

    @Test
    void extendedCharactersOfTheDefaultAlphabetAreTheSameToBoth() throws Exception {
        String signs = "Price [1] {2} 3^4 ~5 \\6 |7 €8 @£$¥èéùìòÇØøÅåÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
        ListenerBed bed = bound();
        assertEquals(0, peer.send(PeerMessage.sms(PHONE, CODE, Coding.DEFAULT, signs)));
        assertTrue(ListenerBed.eventually(() -> !bed.texts.isEmpty()));
        assertEquals(signs, bed.texts.element().text());
        assertEquals(SendResult.ACCEPTED, sent(bed.sender, "sandbox", signs).result());
        assertEquals(signs, peer.take(m -> true).text());
    }

    @Test
    void whenItSaysSlowDownOverABindOfItsOwnTheOutboxIsToldSo() throws Exception {
        ListenerBed bed = bound();
        peer.refuse(1, CommandStatus.THROTTLED);
        assertEquals(
                SendResult.REFUSED_FOR_NOW, sent(bed.sender, "sandbox", "Token").result());
        assertEquals(SendResult.ACCEPTED, sent(bed.sender, "sandbox", "Token").result());
        assertEquals("Token", peer.take(m -> true).text());
    }

    @Test
    void whoWasCutOffBindsAgainAndIsWrittenTo() throws Exception {
        ListenerBed bed = bound();
        peer.cut();
        assertTrue(ListenerBed.eventually(() -> bed.listener.binds().isEmpty()));
        assertEquals(SendResult.NO_LINK, sent(bed.sender, "sandbox", "Token").result());
        assertEquals(0, peer.bind(bed.listener.port(), Peer.Kind.RECEIVER, "sandbox", "sandbox"));
        assertTrue(ListenerBed.eventually(() -> !bed.binds.toSendTo("sandbox").isEmpty()));
        assertEquals(SendResult.ACCEPTED, sent(bed.sender, "sandbox", "Token").result());
    }
}
