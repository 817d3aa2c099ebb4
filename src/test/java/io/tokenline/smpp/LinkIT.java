package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.DeliverSmResp;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import io.tokenline.Msisdn;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.Receipt;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.RelativeTime;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import io.tokenline.ussd.menu.ScreenLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** We bind to an operator's gateway, a server of another maker. */
class LinkIT {

    private static final Msisdn PHONE = new Msisdn("254700000001");

    private Gateway gateway;
    private LinkBed bed;

    @BeforeEach
    void open() throws Exception {
        gateway = new Gateway();
        bed = new LinkBed(LinkBed.terms(gateway.port, BindMode.TRX, 1), Gateway.PASSWORD);
    }

    @AfterEach
    void close() {
        bed.close();
        gateway.close();
    }

    private void link(BindMode mode, int binds) {
        start(mode, binds, Gateway.PASSWORD);
        assertTrue(bed.becomes("UP"), () -> bed.info().toString());
    }

    private void start(BindMode mode, int binds, String password) {
        bed.close();
        bed = new LinkBed(LinkBed.terms(gateway.port, mode, binds), password).start();
    }

    private CompletableFuture<Sent> send(String text) {
        return bed.sender
                .send(new OutboundText("telco", "12055", PHONE, text, Instant.MAX))
                .toCompletableFuture();
    }

    private static Tlv operation(int value) {
        return new Tlv(SmppConstants.TAG_USSD_SERVICE_OP, new byte[] {(byte) value});
    }

    private static Tlv session(int number) {
        return new Tlv(SmppConstants.TAG_ITS_SESSION_INFO, new byte[] {(byte) number, 0});
    }

    @Test
    void eachTransceiverBindsAndTellsThatMessagesCanGo() {
        link(BindMode.TRX, 3);
        assertEquals(3, gateway.sessions.size());
        assertTrue(ListenerBed.eventually(() -> List.copyOf(bed.up).equals(List.of("telco", "telco", "telco"))));
        assertEquals(
                List.of("TRANSCEIVER VMA"),
                gateway.bindsAsked.stream().distinct().toList());
    }

    @Test
    void pairsOfTransmitterAndReceiverAreOneWay() throws Exception {
        link(BindMode.TX_RX, 2);
        assertEquals(4, gateway.sessions.size());
        assertEquals(
                0,
                gateway.deliver("120", 0, Gsm7.encode("*120*55#"), operation(1), session(7))
                        .getCommandStatus());
        SubmitSm menu = gateway.take();
        assertEquals("1 Buy 2 Help", Gsm7.decode(menu.getShortMessage()));
        assertEquals(SendResult.TAKEN, send("hello").get(3, TimeUnit.SECONDS).result());
    }

    @Test
    void aDialogRunsAsItDoesWhereTheOperatorBindsToUs() throws Exception {
        link(BindMode.TRX, 1);
        DeliverSmResp begun = gateway.deliver("120", 0, Gsm7.encode("*120*55#"), operation(1), session(7));
        assertEquals(0, begun.getCommandStatus());
        assertTrue(begun.getMessageId() == null || begun.getMessageId().isEmpty(), "NULL, says 3.4");
        SubmitSm menu = gateway.take();
        assertEquals("USSD", menu.getServiceType());
        assertEquals("254700000001", menu.getDestAddress().getAddress());
        assertEquals("120", menu.getSourceAddress().getAddress());
        assertEquals(0, menu.getRegisteredDelivery(), "nobody needs a receipt of a screen");
        assertEquals(
                2, menu.getOptionalParameter(SmppConstants.TAG_USSD_SERVICE_OP).getValueAsByte());
        assertEquals(
                0x0700,
                menu.getOptionalParameter(SmppConstants.TAG_ITS_SESSION_INFO).getValueAsUnsignedShort());

        bed.dialogs = step -> UssdReply.end("Bye");
        assertEquals(
                0,
                gateway.deliver("120", 0, Gsm7.encode("0"), operation(0x12), session(7))
                        .getCommandStatus());
        SubmitSm last = gateway.take();
        assertEquals(
                0x11,
                last.getOptionalParameter(SmppConstants.TAG_USSD_SERVICE_OP).getValueAsByte());
        assertEquals(
                0x0701,
                last.getOptionalParameter(SmppConstants.TAG_ITS_SESSION_INFO).getValueAsUnsignedShort());
        assertEquals(step("telco", "7", UssdRequest.Kind.BEGIN, "*120*55#"), bed.steps.poll());
        assertEquals(step("telco", "7", UssdRequest.Kind.ANSWER, "0"), bed.steps.poll());
    }

    @Test
    void itIsShownHowMuchGoesOverALink() throws Exception {
        link(BindMode.TRX, 2);
        gateway.deliver("12055", 0, Gsm7.encode("HELP"));
        for (int i = 0; i < 3; i++) {
            send("text " + i).get(3, TimeUnit.SECONDS);
        }
        assertEquals(1, bed.info().rates().in().over1());
        assertEquals(3, bed.info().rates().out().over1());
        assertEquals(20, bed.info().places(), "two windows of ten");
        assertEquals(0, bed.info().unanswered());
    }

    @Test
    void aFullHouseIsToldToTheGatewayAsAThrottledDelivery() throws Exception {
        link(BindMode.TRX, 1);
        bed.dialogs = step -> UssdReply.BUSY;
        assertEquals(
                SmppConstants.STATUS_THROTTLED,
                gateway.deliver("120", 0, Gsm7.encode("*120#"), operation(1), session(7))
                        .getCommandStatus());
    }

    @Test
    void aTextOfACustomerIsACommand() throws Exception {
        link(BindMode.TRX, 1);
        assertEquals(
                0,
                gateway.deliver("12055", 0, Gsm7.encode("BUY 04123456789 50")).getCommandStatus());
        assertEquals("BUY 04123456789 50", bed.texts.poll().text());
        assertNull(bed.receipts.poll());
    }

    @Test
    void aTokenAsksForAReceiptAndKeepsTheOperatorsId() throws Exception {
        gateway.ids = number -> "000A" + number;
        link(BindMode.TRX, 1);
        assertEquals(
                Sent.taken("telco", List.of("a1", "a2")), send("x".repeat(200)).get(3, TimeUnit.SECONDS));
        assertEquals(1, gateway.take().getRegisteredDelivery());
    }

    @Test
    void aLinkTakesTheTextsOfItsPhonesWhereTheirOwnOperatorIsGone() throws Exception {
        bed.close();
        bed = new LinkBed(LinkBed.terms(gateway.port, new Prefixes(List.of("25470")), 0), Gateway.PASSWORD).start();
        assertTrue(bed.becomes("UP"), () -> bed.info().toString());
        OutboundText his = new OutboundText("gone", "12055", PHONE, "hello", Instant.MAX);
        Sent sent = bed.sender.send(his).toCompletableFuture().get(3, TimeUnit.SECONDS);
        assertEquals(Sent.taken("telco", List.of("m1")), sent, "receipts come over the link");
        OutboundText another = new OutboundText("gone", "12055", new Msisdn("254711000001"), "hello", Instant.MAX);
        assertEquals(
                SendResult.NO_LINK,
                bed.sender
                        .send(another)
                        .toCompletableFuture()
                        .get(3, TimeUnit.SECONDS)
                        .result());
    }

    @Test
    void aGatewayIsToTryForAsLongAsWasAgreedAndNoLongerThanTheTextIsWorth() throws Exception {
        link(BindMode.TRX, 1);
        send("as long as it likes").get(3, TimeUnit.SECONDS);
        String asLongAsItLikes = gateway.take().getValidityPeriod();
        assertTrue(asLongAsItLikes == null || asLongAsItLikes.isEmpty(), asLongAsItLikes);
        bed.close();
        int minutes = 90;
        bed = new LinkBed(LinkBed.terms(gateway.port, Prefixes.NONE, minutes), Gateway.PASSWORD).start();
        assertTrue(bed.becomes("UP"), () -> bed.info().toString());
        send("agreed").get(3, TimeUnit.SECONDS);
        assertEquals(
                RelativeTime.of(Duration.ofMinutes(minutes)), gateway.take().getValidityPeriod());
        Duration left = Duration.ofMinutes(10);
        Instant now = Instant.now();
        bed.sender.send(new OutboundText("telco", "12055", PHONE, "late", now.plus(left)));
        String validity = gateway.take().getValidityPeriod();
        assertTrue(validity.compareTo(RelativeTime.of(left)) <= 0, validity);
        assertTrue(validity.compareTo(RelativeTime.of(left.dividedBy(2))) > 0, validity);
        bed.sender.send(new OutboundText("telco", "12055", PHONE, "too late", now.minus(left)));
        assertEquals(RelativeTime.of(Duration.ofSeconds(1)), gateway.take().getValidityPeriod());
    }

    @Test
    void receiptsAreReadByParameterAndByText() throws Exception {
        link(BindMode.TRX, 1);
        Tlv id = new Tlv(SmppConstants.TAG_RECEIPTED_MSG_ID, new byte[] {'0', '1', '0', 0});
        Tlv state = new Tlv(SmppConstants.TAG_MSG_STATE, new byte[] {SmppConstants.STATE_DELIVERED});
        assertEquals(0, gateway.deliver("12055", 4, new byte[0], id, state).getCommandStatus());
        assertEquals(
                new Receipt("telco", List.of("10", "a", "16"), Optional.of(PHONE), Receipt.Outcome.DELIVERED),
                bed.receipts.poll());
        byte[] text = Gsm7.encode("id:m7 sub:001 dlvrd:000 stat:UNDELIV err:ab1 text:Token");
        assertEquals(0, gateway.deliver("12055", 4, text).getCommandStatus());
        assertEquals(
                new Receipt("telco", List.of("m7"), Optional.of(PHONE), Receipt.Outcome.UNDELIVERED),
                bed.receipts.poll());
        assertEquals(
                0,
                gateway.deliver("12055", 0x20, Gsm7.encode("id:m7 stat:ENROUTE"))
                        .getCommandStatus());
        assertNull(bed.receipts.poll(), "an intermediate one says nothing yet");
        assertNull(bed.texts.poll(), "a receipt is nobody's command");
    }

    @Test
    void whoSaysSlowDownGetsWhatHeRefusedFirstAndInOrder() throws Exception {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        CountDownLatch allSent = new CountDownLatch(3);
        gateway.answer = submit -> {
            boolean first = reached(allSent) && refused.size() < 3;
            return first && refused.add(Gsm7.decode(submit.getShortMessage()))
                    ? refused.size() == 2 ? SmppConstants.STATUS_MSGQFUL : SmppConstants.STATUS_THROTTLED
                    : SmppConstants.STATUS_OK;
        };
        link(BindMode.TRX, 1);
        List<CompletableFuture<Sent>> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sent.add(send("text " + i));
            allSent.countDown();
        }
        for (CompletableFuture<Sent> each : sent) {
            assertEquals(SendResult.TAKEN, each.get(5, TimeUnit.SECONDS).result());
        }
        assertEquals(Set.of("text 0", "text 1", "text 2"), refused);
        for (int i = 0; i < 3; i++) {
            assertEquals("text " + i, Gsm7.decode(gateway.take().getShortMessage()));
        }
    }

    private static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void whileOneBindIsHeldTheOthersGoOn() throws Exception {
        link(BindMode.TRX, 2);
        AtomicInteger asked = new AtomicInteger();
        gateway.answer =
                submit -> asked.incrementAndGet() == 1 ? SmppConstants.STATUS_THROTTLED : SmppConstants.STATUS_OK;
        CompletableFuture<Sent> held = send("held");
        assertTrue(ListenerBed.eventually(() -> asked.get() == 1));
        assertEquals(SendResult.TAKEN, send("other").get(3, TimeUnit.SECONDS).result());
        assertEquals(SendResult.TAKEN, held.get(5, TimeUnit.SECONDS).result());
    }

    @Test
    void aWrongPasswordIsToldAndTriedAgain() {
        start(BindMode.TRX, 1, "wrong");
        assertTrue(ListenerBed.eventually(() -> gateway.bindsAsked.size() >= 2), "it tries on");
        assertTrue(ListenerBed.eventually(() -> first().state() == BindState.REFUSED));
        assertTrue(first().error().contains("0xe"), first()::error);
        assertFalse(first().error().contains("wrong"));
        assertEquals("DOWN", bed.info().state());
    }

    @Test
    void aBindThatIsRefusedForNowComesUpLater() {
        gateway.bindStatus = SmppConstants.STATUS_ALYBND;
        bed.start();
        assertTrue(ListenerBed.eventually(() -> first().error().contains("0x5")));
        gateway.bindStatus = SmppConstants.STATUS_OK;
        assertTrue(bed.becomes("UP"));
    }

    @Test
    void aQuietGatewayIsAskedWhetherItLives() throws Exception {
        link(BindMode.TRX, 1);
        assertTrue(ListenerBed.eventually(
                () -> gateway.sessions.get(0).getCounters().getRxEnquireLink().getRequest() > 0));
        assertEquals("UP", bed.info().state());
    }

    @Test
    void closingUnbinds() {
        link(BindMode.TRX, 2);
        bed.link.close();
        assertTrue(ListenerBed.eventually(() -> gateway.sessions.isEmpty()));
        assertEquals(List.of(), bed.binds.all());
        assertTrue(bed.info().connections().stream().allMatch(c -> c.state() == BindState.CLOSED));
    }

    @Test
    void aGatewayThatDiesAtRandomMomentsGetsEveryToken() throws Exception {
        link(BindMode.TRX, 2);
        Random random = new Random(62055);
        Map<String, Integer> taken = new ConcurrentHashMap<>();
        gateway.answer = submit -> {
            taken.merge(Gsm7.decode(submit.getShortMessage()), 1, Integer::sum);
            return SmppConstants.STATUS_OK;
        };
        Set<String> owed = new HashSet<>();
        for (int round = 0; round < 10; round++) {
            Map<String, CompletableFuture<Sent>> open = new HashMap<>();
            for (int i = 0; i < 10; i++) {
                owed.add("token " + round + "/" + i);
            }
            int until = random.nextInt(10);
            int number = 0;
            for (String text : List.copyOf(owed)) {
                open.put(text, send(text));
                if (number++ == until) {
                    gateway.die();
                }
            }
            for (Map.Entry<String, CompletableFuture<Sent>> each : open.entrySet()) {
                if (each.getValue().get(5, TimeUnit.SECONDS).result() == SendResult.TAKEN) {
                    owed.remove(each.getKey());
                    assertTrue(taken.containsKey(each.getKey()), "taken is taken");
                }
            }
            gateway.start();
            assertTrue(bed.becomes("UP"), () -> bed.info().toString());
        }
        assertTrue(ListenerBed.eventually(() -> {
            for (String text : List.copyOf(owed)) {
                if (send(text).join().result() == SendResult.TAKEN) {
                    owed.remove(text);
                }
            }
            return owed.isEmpty();
        }));
        assertEquals(100, taken.size());
    }

    private LinkInfo.Connection first() {
        return bed.info().connections().get(0);
    }

    private static UssdRequest step(String link, String session, UssdRequest.Kind kind, String text) {
        return new UssdRequest(link, PHONE, session, kind, text, link, Optional.of(ScreenLimit.ofSeptets(182)));
    }
}
