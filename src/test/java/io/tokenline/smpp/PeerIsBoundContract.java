package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.delivery.Receipt;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * We bind to an operator's SMPP of another maker, and understand each other. Purchases over the same peers are in
 * {@code io.tokenline.it}.
 */
abstract class PeerIsBoundContract extends PeerBed {

    private LinkBed link(BindMode mode, int binds, String password) throws Exception {
        peer = opened(peer());
        int port = capture.watch(peer.listen(Gateway.SYSTEM_ID, Gateway.PASSWORD, Optional.empty()));
        return opened(new LinkBed(LinkBed.terms(port, mode, binds), password)).start();
    }

    private LinkBed up(BindMode mode, int binds) throws Exception {
        LinkBed bed = link(mode, binds, Gateway.PASSWORD);
        assertTrue(bed.becomes("UP"), () -> bed.info().toString());
        return bed;
    }

    @Test
    void weBindToItInBothWaysWithTheRightPasswordOnly() throws Exception {
        up(BindMode.TRX, 2);
        assertEquals(2, peer.binds());
        close();
        up(BindMode.TX_RX, 2);
        assertEquals(4, peer.binds());
        close();
        LinkBed refused = link(BindMode.TRX, 1, "wrong");
        assertTrue(ListenerBed.eventually(
                () -> refused.info().connections().get(0).error().contains("0xe")));
        assertEquals("DOWN", refused.info().state());
        assertEquals(0, peer.binds());
    }

    @Test
    void aDialogRunsOverOurLink() throws Exception {
        LinkBed bed = up(BindMode.TX_RX, 1);
        bed.dialogs = step -> step.text().equals("0") ? UssdReply.end("Bye") : UssdReply.show("1 Buy\n2 Help");
        dialog();
        assertEquals(
                List.of("*120*55#", "0"),
                bed.steps.stream().map(UssdRequest::text).toList());
    }

    @Test
    void aLongTextInUcs2GoesBothWaysOverOurLink() throws Exception {
        LinkBed bed = up(BindMode.TRX, 1);
        sendInParts();
        assertTrue(ListenerBed.eventually(() -> !bed.texts.isEmpty()));
        assertEquals(
                List.of(LONG_TEXT), bed.texts.stream().map(InboundText::text).toList());
        Sent sent = sent(bed.sender, "telco", LONG_TEXT);
        assertEquals(SendResult.TAKEN, sent.result());
        assertEquals(LONG_TEXT, takeInParts());
    }

    @Test
    void ofWhatItTookOverOurLinkItSendsReceipts() throws Exception {
        LinkBed bed = up(BindMode.TRX, 1);
        Sent sent = sent(bed.sender, "telco", "Token");
        PeerMessage taken = peer.take(m -> true);
        assertTrue(taken.wantsReceipt());
        assertEquals(Sent.taken("telco", List.of(taken.id())), sent);
        assertEquals(0, peer.send(PeerMessage.receipt(taken, "DELIVRD")));
        assertEquals(0, peer.send(PeerMessage.receipt(taken, "UNDELIV")));
        assertEquals(
                List.of(Receipt.Outcome.DELIVERED, Receipt.Outcome.UNDELIVERED),
                bed.receipts.stream().map(Receipt::outcome).toList());
        for (Receipt receipt : bed.receipts) {
            assertTrue(receipt.operatorIds().contains(taken.id()), receipt::toString);
            assertEquals(Optional.of(new Msisdn(PHONE)), receipt.phone());
        }
        assertEquals(List.of(), List.copyOf(bed.texts), "a receipt is nobody's command");
    }

    @Test
    void whenItSaysSlowDownOverOurLinkItGetsNothingForAWhileAndThenTheSameAgain() throws Exception {
        LinkBed bed = up(BindMode.TRX, 1);
        peer.refuse(2, CommandStatus.THROTTLED);
        long begun = System.nanoTime();
        CompletableFuture<Sent> held = send(bed.sender, "telco", "held");
        assertEquals(
                SendResult.TAKEN,
                held.get(Peer.PATIENCE_MILLIS, TimeUnit.MILLISECONDS).result());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.compareTo(Throttle.FIRST_PAUSE.multipliedBy(2)) >= 0, took::toString);
        assertEquals(2, peer.refused());
        assertEquals("held", peer.take(m -> true).text());
        assertEquals(SendResult.TAKEN, sent(bed.sender, "telco", "other").result());
        assertEquals("other", peer.take(m -> true).text());
    }

    @Test
    void weBindAgainToWhoCutUsOff() throws Exception {
        LinkBed bed = up(BindMode.TRX, 2);
        assertTrue(ListenerBed.eventually(() -> bed.up.size() == 2));
        peer.cut();
        assertTrue(ListenerBed.eventually(() -> bed.up.size() == 4), "both tell that they are up again");
        assertTrue(bed.becomes("UP"));
        assertEquals(SendResult.TAKEN, sent(bed.sender, "telco", "Token").result());
        assertEquals("Token", peer.take(m -> true).text());
    }

    @Test
    void weBindByTlsToWhoseCertificateWeTrust() throws Exception {
        PeerKey key = PeerKey.create();
        peer = opened(peer());
        int port = peer.listen(Gateway.SYSTEM_ID, Gateway.PASSWORD, Optional.of(key));
        LinkTerms terms = LinkBed.terms(port, true, BindMode.TRX, 1);
        try (LinkBed stranger = new LinkBed(terms, Gateway.PASSWORD).start()) {
            assertTrue(
                    ListenerBed.eventually(() -> stranger.info()
                                    .connections()
                                    .get(0)
                                    .error()
                                    .contains("PKIX")
                            || stranger.info().connections().get(0).error().contains("certif")),
                    () -> stranger.info().toString());
            assertNotEquals("UP", stranger.info().state());
        }
        LinkBed bed =
                opened(new LinkBed(terms, Gateway.PASSWORD, key.trusted())).start();
        assertTrue(bed.becomes("UP"), () -> bed.info().toString());
        assertEquals(SendResult.TAKEN, sent(bed.sender, "telco", "Token").result());
        assertEquals("Token", peer.take(m -> true).text());
        assertEquals(0, peer.send(PeerMessage.sms(PHONE, CODE, Coding.DEFAULT, "hello")));
        assertTrue(ListenerBed.eventually(() -> !bed.texts.isEmpty()));
    }
}
