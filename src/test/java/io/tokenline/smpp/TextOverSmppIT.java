package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.type.Address;
import io.tokenline.Msisdn;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.UserData;
import io.tokenline.sms.InboundText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts in both directions, against a client of another maker. */
class TextOverSmppIT {

    private static final Msisdn PHONE = new Msisdn("254700000001");

    private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
    private volatile int answer = CommandStatus.OK;
    private ListenerBed bed;
    private DefaultSmppClient client;
    private SmppSession session;

    @BeforeEach
    void open() throws Exception {
        bed = new ListenerBed();
        client = new DefaultSmppClient();
        session = client.bind(configuration(bed.listener.port()), new DefaultSmppSessionHandler() {
            @Override
            @SuppressWarnings("rawtypes") // the client's own signature
            public PduResponse firePduRequestReceived(PduRequest request) {
                PduResponse response = request.createResponse();
                response.setCommandStatus(answer);
                if (request instanceof DeliverSm deliver) {
                    delivered.add(deliver);
                }
                return response;
            }
        });
    }

    @AfterEach
    void close() {
        session.destroy();
        client.destroy();
        bed.close();
    }

    @Test
    void aTextIsHandledBeforeItIsAcknowledged() throws Exception {
        SubmitSmResp response = submit(0, 0, Gsm7.encode("BUY 04123456789 [50]"));

        InboundText text = bed.texts.poll();
        assertEquals("sandbox", text.link());
        assertEquals(PHONE, text.from());
        assertEquals("12055", text.to());
        assertEquals("BUY 04123456789 [50]", text.text());
        assertEquals(response.getMessageId(), text.messageId());
        assertTrue(response.getMessageId().matches("[1-9a-f][0-9a-f]{0,19}"));
    }

    @Test
    void ucs2AndLatin1AreReadToo() throws Exception {
        assertEquals(
                0, submit(0, 8, "HELP ไ".getBytes(StandardCharsets.UTF_16BE)).getCommandStatus());
        assertEquals("HELP ไ", bed.texts.poll().text());
        assertEquals(0, submit(0, 3, "é".getBytes(StandardCharsets.ISO_8859_1)).getCommandStatus());
        assertEquals("é", bed.texts.poll().text());
    }

    @Test
    void aTextThatCannotBeStoredIsNotAcknowledged() throws Exception {
        bed.onText(text -> {
            throw new IllegalStateException("no database");
        });
        assertEquals(CommandStatus.SYSTEM_ERROR, submit(0, 0, new byte[] {'A'}).getCommandStatus());
        bed.onText(text -> {});
        assertEquals(CommandStatus.OK, submit(0, 0, new byte[] {'A'}).getCommandStatus());
    }

    @Test
    void messageIdsAreNeverTheSame() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            assertTrue(ids.add(submit(0, 0, new byte[] {'A'}).getMessageId()));
        }
    }

    @Test
    void aDialogStepOfAnotherMakersClientIsAnswered() throws Exception {
        SubmitSm submit = submitSm(0, 15, Gsm7.encode("*120*55#"));
        submit.setServiceType("USSD");
        submit.setOptionalParameter(new Tlv((short) 0x0501, new byte[] {1}));
        submit.setOptionalParameter(new Tlv((short) 0x1383, new byte[] {0x12, 0x02}));
        assertEquals(0, session.submit(submit, 3_000).getCommandStatus());

        DeliverSm menu = take();
        assertEquals("1 Buy 2 Help", Gsm7.decode(menu.getShortMessage()));
        assertEquals("USSD", menu.getServiceType());
        assertEquals(15, menu.getDataCoding());
        assertEquals(2, menu.getOptionalParameter((short) 0x0501).getValueAsByte());
        assertEquals(0x1202, menu.getOptionalParameter((short) 0x1383).getValueAsUnsignedShort());
        assertEquals("254700000001", menu.getDestAddress().getAddress());
    }

    @Test
    void aShortTextGoesOutAsOneMessage() throws Exception {
        assertEquals(SendResult.ACCEPTED, send("Token 1234 5678 9012 3456 7890"));

        DeliverSm message = take();
        assertEquals("Token 1234 5678 9012 3456 7890", Gsm7.decode(message.getShortMessage()));
        assertEquals("12055", message.getSourceAddress().getAddress());
        assertEquals("254700000001", message.getDestAddress().getAddress());
        assertEquals(1, message.getDestAddress().getTon());
        assertEquals(0, message.getEsmClass());
        assertEquals(0, message.getDataCoding());
    }

    @Test
    void aLongTextGoesOutInPartsInOrder() throws Exception {
        String text = "[1] ".repeat(100);
        assertEquals(SendResult.ACCEPTED, send(text));

        StringBuilder whole = new StringBuilder();
        int parts = delivered.size();
        assertTrue(parts > 2);
        for (int part = 1; part <= parts; part++) {
            DeliverSm message = take();
            assertEquals(0x40, message.getEsmClass());
            UserData data = UserData.parse(message.getShortMessage());
            assertEquals(part + "/" + parts, data.part() + "/" + data.parts());
            whole.append(Gsm7.decode(data.text()));
        }
        assertEquals(text, whole.toString());
    }

    @Test
    void aRefusedPartEndsTheMessage() throws Exception {
        answer = CommandStatus.QUEUE_FULL;
        assertEquals(SendResult.REFUSED_FOR_NOW, send("x".repeat(400)));
        assertEquals(1, delivered.size());
    }

    @ParameterizedTest
    @CsvSource({
        "0x08, REFUSED_FOR_NOW",
        "0x14, REFUSED_FOR_NOW",
        "0x58, REFUSED_FOR_NOW",
        "0x64, REFUSED_FOR_NOW",
        "0x03, REFUSED_FOR_NOW",
        "0x45, REFUSED_FOR_NOW",
        "0xFE, REFUSED_FOR_NOW",
        "0xFF, REFUSED_FOR_NOW",
        "0x401, REFUSED_FOR_NOW",
        "0x0A, REFUSED",
        "0x0B, REFUSED",
        "0x01, REFUSED",
        "0x43, REFUSED",
        "0x65, REFUSED",
        "0x66, REFUSED",
        "0xC2, REFUSED"
    })
    void theOperatorsStatusSaysWhetherToTryAgain(String status, SendResult result) throws Exception {
        answer = Integer.decode(status);
        assertEquals(result, send("hello"));
    }

    @Test
    void withoutABindThereIsNoLink() throws Exception {
        CompletableFuture<SendResult> nobody = bed.sender
                .send(new OutboundText("one", "12055", PHONE, "hello", Instant.MAX))
                .thenApply(Sent::result)
                .toCompletableFuture();
        assertEquals(SendResult.NO_LINK, nobody.get(1, TimeUnit.SECONDS));
    }

    @Test
    void aPeerThatNeverAnswersLeavesTheResultUnknownAndAFullWindowIsBusy() throws Exception {
        try (RawPeer mute = new RawPeer(bed.listener.port())) {
            assertEquals(0, mute.bind(9, "one", "one").status());
            CompletableFuture<SendResult> first = future("one");
            CompletableFuture<SendResult> second = future("one");
            assertEquals(SendResult.BUSY, future("one").get(1, TimeUnit.SECONDS), "the window of two is full");
            assertEquals(SendResult.UNKNOWN, first.get(5, TimeUnit.SECONDS));
            assertEquals(SendResult.UNKNOWN, second.get(5, TimeUnit.SECONDS));

            CompletableFuture<SendResult> third = future("one");
            mute.read();
            mute.read();
            mute.accept(mute.read(), 0);
            assertEquals(SendResult.ACCEPTED, third.get(5, TimeUnit.SECONDS), "the window is free again");
        }
    }

    @Test
    void aGenericNackIsAnAnswer() throws Exception {
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            peer.bind(9, "one", "one");
            CompletableFuture<SendResult> result = future("one");
            int sequence = peer.read().sequence();
            peer.send(io.tokenline.smpp.codec.DeliverSm.pdu(0x80000000, 3, sequence));
            assertEquals(SendResult.REFUSED_FOR_NOW, result.get(2, TimeUnit.SECONDS));
        }
    }

    @Test
    void aPeerThatGoesLeavesTheResultUnknownAtOnce() throws Exception {
        CompletableFuture<SendResult> result;
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            peer.bind(9, "one", "one");
            result = future("one");
            assertEquals(0x05, peer.read().id());
        }
        assertEquals(SendResult.UNKNOWN, result.get(1, TimeUnit.SECONDS));
    }

    @Test
    void theBindsOfAnAccountTakeTurns() throws Exception {
        try (RawPeer other = bed.bound()) {
            for (int i = 0; i < 4; i++) {
                CompletableFuture<SendResult> result = future("sandbox");
                if (delivered.poll(200, TimeUnit.MILLISECONDS) == null) {
                    other.accept(other.read(), 0);
                }
                assertEquals(SendResult.ACCEPTED, result.get(3, TimeUnit.SECONDS));
            }
            assertNotEquals(
                    2,
                    bed.listener.binds().stream()
                            .filter(bind -> bind.unanswered() > 0)
                            .count());
        }
    }

    private SendResult send(String text) throws Exception {
        return bed.sender
                .send(new OutboundText("sandbox", "12055", PHONE, text, Instant.MAX))
                .thenApply(Sent::result)
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    private CompletableFuture<SendResult> future(String account) {
        return bed.sender
                .send(new OutboundText(account, "12055", PHONE, "hello", Instant.MAX))
                .thenApply(Sent::result)
                .toCompletableFuture();
    }

    private DeliverSm take() throws InterruptedException {
        DeliverSm message = delivered.poll(3, TimeUnit.SECONDS);
        assertTrue(message != null, "a deliver_sm");
        return message;
    }

    private SubmitSmResp submit(int esmClass, int coding, byte[] text) throws Exception {
        return session.submit(submitSm(esmClass, coding, text), 3_000);
    }

    private static SubmitSm submitSm(int esmClass, int coding, byte[] text) throws Exception {
        SubmitSm submit = new SubmitSm();
        submit.setSourceAddress(new Address((byte) 1, (byte) 1, "254700000001"));
        submit.setDestAddress(new Address((byte) 0, (byte) 1, "12055"));
        submit.setEsmClass((byte) esmClass);
        submit.setDataCoding((byte) coding);
        submit.setShortMessage(text);
        return submit;
    }

    private static SmppSessionConfiguration configuration(int port) throws IOException {
        SmppSessionConfiguration configuration = new SmppSessionConfiguration();
        configuration.setType(SmppBindType.TRANSCEIVER);
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setSystemId("sandbox");
        configuration.setPassword("sandbox");
        configuration.setWindowSize(5);
        return configuration;
    }
}
