package io.tokenline.smpp;

import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.DeliverSmResp;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppProcessingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An operator's gateway, a message centre of another maker: we bind to it. It can die and come back on its port. */
final class Gateway implements AutoCloseable, SmppServerHandler {

    static final String SYSTEM_ID = "utility";
    static final String PASSWORD = "secret";

    final List<SmppServerSession> sessions = new CopyOnWriteArrayList<>();
    final LinkedBlockingQueue<SubmitSm> taken = new LinkedBlockingQueue<>();
    final Queue<String> bindsAsked = new ConcurrentLinkedQueue<>();
    final int port;
    volatile int bindStatus;
    volatile Function<SubmitSm, Integer> answer = submit -> SmppConstants.STATUS_OK;
    volatile Function<Integer, String> ids = number -> "m" + number;
    private final AtomicInteger numbers = new AtomicInteger();
    private DefaultSmppServer server;

    Gateway() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    /** Opens the port, again where it was closed. */
    void start() throws Exception {
        SmppServerConfiguration configuration = new SmppServerConfiguration();
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setSystemId("gateway");
        configuration.setReuseAddress(true);
        configuration.setJmxEnabled(false);
        configuration.setDefaultWindowSize(50);
        configuration.setDefaultSessionCountersEnabled(true);
        server = new DefaultSmppServer(configuration, this);
        server.start();
    }

    /** Cuts every connection and closes the port. */
    void die() {
        server.destroy();
        sessions.clear();
    }

    @Override
    @SuppressWarnings("rawtypes") // the server's own signature
    public void sessionBindRequested(Long id, SmppSessionConfiguration configuration, BaseBind bind)
            throws SmppProcessingException {
        bindsAsked.add(configuration.getType() + " " + configuration.getSystemType());
        if (bindStatus != 0) {
            throw new SmppProcessingException(bindStatus);
        }
        if (!configuration.getSystemId().equals(SYSTEM_ID)) {
            throw new SmppProcessingException(SmppConstants.STATUS_INVSYSID);
        }
        if (!configuration.getPassword().equals(PASSWORD)) {
            throw new SmppProcessingException(SmppConstants.STATUS_INVPASWD);
        }
    }

    @Override
    public void sessionCreated(Long id, SmppServerSession session, BaseBindResp response) {
        session.serverReady(new DefaultSmppSessionHandler() {
            @Override
            @SuppressWarnings("rawtypes") // the server's own signature
            public PduResponse firePduRequestReceived(PduRequest request) {
                PduResponse made = request.createResponse();
                if (request instanceof SubmitSm submit) {
                    made.setCommandStatus(take(submit, (SubmitSmResp) made));
                }
                return made;
            }
        });
        sessions.add(session);
    }

    private int take(SubmitSm submit, SubmitSmResp response) {
        int status = answer.apply(submit);
        if (status == SmppConstants.STATUS_OK) {
            response.setMessageId(ids.apply(numbers.incrementAndGet()));
            taken.add(submit);
        }
        return status;
    }

    @Override
    public void sessionDestroyed(Long id, SmppServerSession session) {
        sessions.remove(session);
        session.destroy();
    }

    /** A message of a phone, over a bind that takes it; gives the response. */
    DeliverSmResp deliver(String to, int esmClass, byte[] text, Tlv... parameters) throws Exception {
        return deliver(new Address((byte) 1, (byte) 1, "254700000001"), to, esmClass, text, parameters);
    }

    DeliverSmResp deliver(Address from, String to, int esmClass, byte[] text, Tlv... parameters) throws Exception {
        DeliverSm deliver = new DeliverSm();
        deliver.setSourceAddress(from);
        deliver.setDestAddress(new Address((byte) 0, (byte) 1, to));
        deliver.setEsmClass((byte) esmClass);
        deliver.setDataCoding((byte) 0);
        deliver.setShortMessage(text);
        for (Tlv parameter : parameters) {
            deliver.setOptionalParameter(parameter);
        }
        SmppServerSession session = sessions.stream()
                .filter(s -> s.getBindType() != SmppBindType.TRANSMITTER)
                .findFirst()
                .orElseThrow();
        var sent = session.sendRequestPdu(deliver, 3_000, true);
        if (!sent.await(3_000) || !sent.isSuccess()) {
            throw new IOException("no response");
        }
        return (DeliverSmResp) sent.getResponse();
    }

    SubmitSm take() throws InterruptedException {
        SubmitSm submit = taken.poll(5, TimeUnit.SECONDS);
        if (submit == null) {
            throw new AssertionError("no submit_sm came");
        }
        return submit;
    }

    @Override
    public void close() {
        server.destroy();
    }
}
