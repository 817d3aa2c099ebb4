package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import io.tokenline.ussd.menu.ScreenLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DialogOverSmppTest {

    private static final Msisdn PHONE = new Msisdn("254700000001");
    private static final String MENU = "050100010213830002";
    private static final String LAST = "050100011113830002";

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

    @Test
    void theResponseComesBeforeTheMenuAndTheMenuEchoesTheSession() throws IOException {
        peer.step(2, 0x01, 0x1202, "*120*55#");

        RawPeer.Pdu response = peer.read();
        assertEquals(0x80000004, response.id());
        assertEquals(2, response.sequence());
        RawPeer.Pdu menu = peer.read();
        assertEquals(0x05, menu.id());
        assertTrue(menu.contains(MENU + "1202"), "op 0x02, its_session_info as it came");
        assertTrue(menu.contains(hex("USSD") + "00" + "0001" + hex("120") + "00" + "0101" + hex("254700000001")));
        assertTrue(menu.contains("0f" + "00" + "0c" + hex("1 Buy 2 Help")), "data coding 0x0F");
        assertEquals(step("sandbox", "18", UssdRequest.Kind.BEGIN, "*120*55#"), bed.steps.poll());
    }

    @Test
    void theLastTextSetsTheEndBit() throws IOException {
        peer.step(2, 0x12, 0x1204, "0");
        assertEquals(0, peer.read().status());
        assertTrue(peer.read().contains(LAST + "1205"));
        assertEquals(UssdRequest.Kind.ANSWER, bed.steps.poll().kind());
    }

    @Test
    void anAbortIsAcknowledgedAndNothingIsSent() throws IOException {
        peer.step(2, 0x81, 0x1204, "");
        assertEquals(0x80000004, peer.read().id());
        assertEquals(0x80000015, peer.send(Pdus.enquireLink(3)).read().id());
        assertEquals(UssdRequest.Kind.ABORT, bed.steps.poll().kind());
    }

    @Test
    void theSessionNumberIsUnsigned() throws IOException {
        peer.step(2, 0x23, 0xFFFE, "5");
        assertEquals(0, peer.read().status());
        assertTrue(peer.read().contains(MENU + "fffe"));
        assertEquals(
                step("sandbox", "255", UssdRequest.Kind.ANSWER, "5"),
                bed.steps.poll(),
                "an unknown operation is an answer");
    }

    @Test
    void aMessageReferenceServesWhereThereIsNoSessionInfo() throws IOException {
        peer.send(Pdus.submit(
                2,
                "0700000001",
                "120",
                Gsm7.encode("*120#"),
                new Tlv(Tlv.USSD_SERVICE_OP, new byte[] {1}),
                new Tlv(Tlv.USER_MESSAGE_REFERENCE, new byte[] {(byte) 0xAB, 0x01})));
        assertEquals(0, peer.read().status());
        assertTrue(peer.read().contains("0501000102" + "02040002ab01"));
        assertEquals(step("sandbox", "43777", UssdRequest.Kind.BEGIN, "*120#"), bed.steps.poll());
    }

    @Test
    void dataSmIsAsGoodAndItsScreenComesAfterItsResponseToo() throws IOException {
        peer.send(Pdus.data(
                2,
                "254700000001",
                "120",
                new Tlv(Tlv.USSD_SERVICE_OP, new byte[] {1}),
                new Tlv(Tlv.ITS_SESSION_INFO, new byte[] {3, 0}),
                new Tlv(Tlv.MESSAGE_PAYLOAD, Gsm7.encode("*120*55#"))));
        assertEquals(0x80000103, peer.read().id());
        assertTrue(peer.read().contains(MENU + "0300"));
        assertEquals("*120*55#", bed.steps.poll().text());
    }

    @Test
    void anEmptyBeginIsDialledToItsDestination() throws IOException {
        peer.send(Pdus.submit(
                2, "254700000001", "*120*55*1#", new byte[0], new Tlv(Tlv.USSD_SERVICE_OP, new byte[] {1})));
        assertEquals(0, peer.read().status());
        assertEquals(step("sandbox", "", UssdRequest.Kind.BEGIN, "*120*55*1#"), bed.steps.poll());
        assertTrue(peer.read().contains("0501000102"));
    }

    @Test
    void threeHundredDialledCharactersReachTheDialog() throws IOException {
        String dialled = "*120*" + "5".repeat(294) + "#";
        peer.send(Pdus.submit(
                2,
                "254700000001",
                "120",
                new byte[0],
                new Tlv(Tlv.USSD_SERVICE_OP, new byte[] {1}),
                new Tlv(Tlv.MESSAGE_PAYLOAD, Gsm7.encode(dialled))));
        assertEquals(0, peer.read().status());
        assertEquals(0x05, peer.read().id());
        assertEquals(dialled, bed.steps.poll().text());
        peer.step(3, 1, 0x1202, dialled.substring(0, 254));
        assertEquals(0, peer.read().status());
        assertEquals(0x05, peer.read().id());
    }

    @Test
    void aScreenThatIsTooLongIsCut() throws IOException {
        bed.dialogs(step -> UssdReply.show("x".repeat(300)));
        peer.step(2, 1, 0x1202, "*120#");
        assertEquals(0, peer.read().status());
        assertTrue(peer.read().contains("0f00" + "b6" + hex("x".repeat(182)) + "0501"));
    }

    @Test
    void whereNoDialogCanBeBegunTheOperatorIsToldToSlowDown() throws IOException {
        bed.dialogs(step -> UssdReply.BUSY);
        assertEquals(
                CommandStatus.THROTTLED, peer.step(2, 1, 0x1202, "*120#").read().status());
    }

    @Test
    void aDialogThatFailsIsASystemErrorAndTheNextOneWorks() throws IOException {
        bed.dialogs(step -> {
            throw new IllegalStateException("no database");
        });
        assertEquals(
                CommandStatus.SYSTEM_ERROR,
                peer.step(2, 1, 0x1202, "*120#").read().status());
        bed.dialogs(step -> UssdReply.end("ok"));
        assertEquals(0, peer.step(3, 1, 0x1202, "*120#").read().status());
        assertEquals(0x05, peer.read().id());
    }

    @Test
    void evenAnErrorOfOursIsAnswered() throws IOException {
        bed.dialogs(step -> {
            throw new StackOverflowError();
        });
        assertEquals(
                CommandStatus.SYSTEM_ERROR,
                peer.step(2, 1, 0x1202, "*120#").read().status());
    }

    @Test
    void screensBeyondTheWindowWaitForAnAnswer() throws IOException {
        for (int i = 0; i < 4; i++) {
            peer.step(2 + i, 1, i << 8, "*120#");
        }
        List<RawPeer.Pdu> menus = new ArrayList<>();
        int responses = 0;
        while (responses < 4 || menus.size() < 2) {
            RawPeer.Pdu pdu = peer.read();
            if (pdu.id() == 0x05) {
                menus.add(pdu);
            } else {
                responses++;
            }
        }
        assertEquals(2, menus.size(), "no more than the window");
        peer.accept(menus.get(0), 0);
        RawPeer.Pdu third = peer.read();
        assertEquals(0x05, third.id());
        peer.accept(third, 0);
        assertEquals(0x05, peer.read().id());
    }

    @Test
    void aBindThatOnlySendsGetsItsScreensOverAnotherBindOfTheAccount() throws IOException {
        try (RawPeer transmitter = new RawPeer(bed.listener.port())) {
            transmitter.bind(2, "sandbox", "sandbox");
            assertEquals(0, transmitter.step(2, 1, 0x1202, "*120#").read().status());
            assertEquals(0x05, peer.read().id());
        }
    }

    @Test
    void aBindThatOnlyReceivesMayNotSend() throws IOException {
        try (RawPeer receiver = new RawPeer(bed.listener.port())) {
            receiver.bind(1, "sandbox", "sandbox");
            assertEquals(
                    CommandStatus.BIND_STATUS,
                    receiver.step(2, 1, 0x1202, "*120#").read().status());
        }
    }

    @Test
    void whenEveryWorkerIsBusyThePeerIsToldToSlowDownAndStillHeard() throws Exception {
        var gate = new CountDownLatch(1);
        bed.dialogs(step -> {
            try {
                gate.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return UssdReply.NOTHING;
        });
        for (int i = 0; i < 60; i++) {
            peer.step(i, 1, 0, "*120#");
        }
        RawPeer.Pdu refused = peer.read();
        assertEquals(CommandStatus.THROTTLED, refused.status());
        peer.send(Pdus.enquireLink(99));
        RawPeer.Pdu pdu = peer.read();
        while (pdu.id() != 0x80000015) {
            assertEquals(CommandStatus.THROTTLED, pdu.status());
            pdu = peer.read();
        }
        assertEquals(0, pdu.status());
        gate.countDown();
        assertEquals(0, peer.read().status());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static UssdRequest step(String link, String session, UssdRequest.Kind kind, String text) {
        return new UssdRequest(link, PHONE, session, kind, text, link, Optional.of(ScreenLimit.ofSeptets(182)));
    }
}
