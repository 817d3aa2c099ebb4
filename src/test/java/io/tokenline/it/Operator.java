package io.tokenline.it;

import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.type.Address;
import io.tokenline.smpp.codec.Gsm7;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A mobile operator's gateway with its phones, built on an SMPP client of another maker. */
final class Operator implements AutoCloseable {

    private static final long RESPONSE_MILLIS = 10_000;
    private static final short USSD_SERVICE_OP = 0x0501;
    private static final short ITS_SESSION_INFO = 0x1383;
    private static final int UDHI = 0x40;

    private final Map<String, String> parts = new ConcurrentHashMap<>();

    /** A USSD screen, and whether it was the last one. */
    record Screen(String text, boolean last) {}

    private final DefaultSmppClient client = new DefaultSmppClient();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Map<String, BlockingQueue<Screen>> screens = new ConcurrentHashMap<>();
    private final Map<String, List<String>> inboxes = new ConcurrentHashMap<>();
    private final String systemId;
    private final int port;
    private final BiConsumer<String, String> keeper;
    private volatile SmppSession session;
    /** The client goes on calling a session bound whose connection is gone. */
    private volatile AtomicBoolean connectionCut = new AtomicBoolean();

    Operator(int port, String systemId) throws Exception {
        this(port, systemId, (phone, text) -> {});
        bind();
    }

    /** One that has not bound yet; a keeper hears the phone and the text of each SMS before it is answered. */
    Operator(int port, String systemId, BiConsumer<String, String> keeper) {
        this.port = port;
        this.systemId = systemId;
        this.keeper = keeper;
    }

    /** Binds, anew where the old bind is gone. */
    void bind() throws Exception {
        SmppSessionConfiguration configuration = new SmppSessionConfiguration();
        configuration.setType(SmppBindType.TRANSCEIVER);
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setSystemId(systemId);
        configuration.setPassword(systemId);
        configuration.setWindowSize(50);
        AtomicBoolean cut = new AtomicBoolean();
        session = client.bind(configuration, new DefaultSmppSessionHandler() {
            @Override
            public void fireChannelUnexpectedlyClosed() {
                cut.set(true);
            }

            @Override
            @SuppressWarnings("rawtypes") // the client's own signature
            public PduResponse firePduRequestReceived(PduRequest request) {
                if (request instanceof DeliverSm deliver) {
                    arrived(deliver);
                }
                return request.createResponse();
            }
        });
        connectionCut = cut;
    }

    boolean isBound() {
        SmppSession now = session;
        return now != null && now.isBound() && !connectionCut.get();
    }

    private void arrived(DeliverSm deliver) {
        String phone = deliver.getDestAddress().getAddress();
        Tlv operation = deliver.getOptionalParameter(USSD_SERVICE_OP);
        if ((deliver.getEsmClass() & UDHI) != 0) {
            part(phone, deliver.getShortMessage());
            return;
        }
        String text = Gsm7.decode(deliver.getShortMessage());
        if (operation == null) {
            keep(phone, text);
        } else {
            screens(phone).add(new Screen(text, operation.getValue()[0] == 0x11));
        }
    }

    private void keep(String phone, String text) {
        keeper.accept(phone, text);
        inbox(phone).add(text);
    }

    /** Parts with an 8-bit reference (3GPP TS 23.040, 9.2.3.24.1), which come in order. */
    private void part(String phone, byte[] octets) {
        int header = 1 + octets[0];
        int total = octets[4];
        int number = octets[5];
        String text = Gsm7.decode(Arrays.copyOfRange(octets, header, octets.length));
        String whole = parts.merge(phone + " " + octets[3], text, String::concat);
        if (number == total) {
            parts.remove(phone + " " + octets[3]);
            keep(phone, whole);
        }
    }

    /** A dialog of a phone: give each answer, get each screen. */
    final class Dial {
        private final String phone;
        private final byte number;
        private boolean begun;

        private Dial(String phone) {
            this.phone = phone;
            this.number = (byte) sessions.incrementAndGet();
        }

        Screen send(String text) throws Exception {
            screens(phone).clear();
            SubmitSm submit = message(phone, "120", text);
            submit.setServiceType("USSD");
            submit.setDataCoding((byte) 0x0F);
            submit.setOptionalParameter(new Tlv(USSD_SERVICE_OP, new byte[] {(byte) (begun ? 0x12 : 0x01)}));
            submit.setOptionalParameter(new Tlv(ITS_SESSION_INFO, new byte[] {number, 0}));
            begun = true;
            int status = session.submit(submit, RESPONSE_MILLIS).getCommandStatus();
            if (status != 0) {
                throw new IllegalStateException("submit_sm refused with status " + status);
            }
            return awaitScreen(text);
        }

        private Screen awaitScreen(String text) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RESPONSE_MILLIS);
            SmppSession asked = session;
            while (System.nanoTime() < end && asked.isBound()) {
                Screen screen = screens(phone).poll(50, TimeUnit.MILLISECONDS);
                if (screen != null) {
                    return screen;
                }
            }
            throw new IllegalStateException("no screen came for '" + text + "'");
        }
    }

    Dial dial(String phone) {
        return new Dial(phone);
    }

    /** The whole dialog of a purchase; gives the last screen. */
    Screen buy(String phone, String meter, String amount) throws Exception {
        Dial dial = dial(phone);
        dial.send("*120*55#");
        dial.send("1");
        dial.send(meter);
        dial.send(amount);
        return dial.send("1");
    }

    /** Sends an SMS to the short code; gives the command_status of the response. */
    int text(String phone, String text) throws Exception {
        return text(phone, 0, Gsm7.encode(text));
    }

    int text(String phone, int dataCoding, byte[] octets) throws Exception {
        SubmitSm submit = message(phone, "12055", "");
        submit.setDataCoding((byte) dataCoding);
        submit.setShortMessage(octets);
        return session.submit(submit, RESPONSE_MILLIS).getCommandStatus();
    }

    private static SubmitSm message(String phone, String to, String text) throws Exception {
        SubmitSm submit = new SubmitSm();
        submit.setSourceAddress(new Address((byte) 1, (byte) 1, phone));
        submit.setDestAddress(new Address((byte) 0, (byte) 0, to));
        submit.setShortMessage(Gsm7.encode(text));
        return submit;
    }

    /** A phone's SMS, oldest first. */
    List<String> inbox(String phone) {
        return inboxes.computeIfAbsent(phone, p -> new CopyOnWriteArrayList<>());
    }

    private BlockingQueue<Screen> screens(String phone) {
        return screens.computeIfAbsent(phone, p -> new LinkedBlockingQueue<>());
    }

    /** Waits until a phone has an SMS that holds both texts. */
    String awaitSms(String phone, String... parts) {
        return Await.value(
                Duration.ofSeconds(20),
                "an SMS to " + phone + " with " + List.of(parts),
                () -> inbox(phone).stream()
                        .filter(text -> List.of(parts).stream().allMatch(text::contains))
                        .findFirst());
    }

    @Override
    public void close() {
        session.unbind(2_000);
        session.destroy();
        client.destroy();
    }
}
