package io.tokenline.smpp.peer;

import com.cloudhopper.commons.charset.Charset;
import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.ssl.SslConfiguration;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.tlv.TlvConvertException;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppBindException;
import com.cloudhopper.smpp.type.SmppProcessingException;
import io.tokenline.smpp.peer.PeerMessage.Coding;
import io.tokenline.smpp.peer.PeerMessage.Dialog;
import io.tokenline.smpp.peer.PeerMessage.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** ch-smpp, which is built on Netty. */
public final class ChPeer implements Peer {

    private static final int UDHI = 0x40;
    private static final byte[] CONCATENATED = {5, 0, 3};

    private final DefaultSmppClient client = new DefaultSmppClient();
    private final List<SmppSession> sessions = new CopyOnWriteArrayList<>();
    private final BlockingQueue<PeerMessage> taken = new LinkedBlockingQueue<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger toRefuse = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int refusal;
    private Optional<DefaultSmppServer> server = Optional.empty();

    @Override
    public int bind(int port, Optional<PeerKey> tls, Kind kind, String systemId, String password) throws Exception {
        SmppSessionConfiguration configuration = new SmppSessionConfiguration();
        configuration.setType(SmppBindType.valueOf(kind.name()));
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setSystemId(systemId);
        configuration.setPassword(password);
        configuration.setWindowSize(10);
        tls.ifPresent(key -> {
            SslConfiguration ssl = new SslConfiguration();
            ssl.setIncludeProtocols("TLSv1.2"); // of TLS 1.3 its Netty now and then forgets to end the handshake
            ssl.setKeyStorePath(key.path().toString()); // the client wants one, though nobody asks to see it
            ssl.setKeyStoreType("PKCS12");
            ssl.setKeyStorePassword(PeerKey.PASSWORD);
            ssl.setTrustStorePath(key.path().toString());
            ssl.setTrustStoreType("PKCS12");
            ssl.setTrustStorePassword(PeerKey.PASSWORD);
            configuration.setUseSsl(true);
            configuration.setSslConfiguration(ssl);
        });
        Handler handler = new Handler();
        try {
            handler.session = Optional.of(client.bind(configuration, handler));
        } catch (SmppBindException e) {
            return e.getBindResponse().getCommandStatus();
        }
        sessions.add(handler.session.get());
        return SmppConstants.STATUS_OK;
    }

    @Override
    public int listen(String systemId, String password, Optional<PeerKey> tls) throws Exception {
        SmppServerConfiguration configuration = new SmppServerConfiguration();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            configuration.setPort(free.getLocalPort());
        }
        configuration.setHost("127.0.0.1");
        configuration.setSystemId("centre");
        configuration.setReuseAddress(true);
        configuration.setJmxEnabled(false);
        configuration.setDefaultWindowSize(10);
        tls.ifPresent(key -> {
            SslConfiguration ssl = new SslConfiguration();
            ssl.setKeyStorePath(key.path().toString());
            ssl.setKeyStoreType("PKCS12");
            ssl.setKeyStorePassword(PeerKey.PASSWORD);
            configuration.setUseSsl(true);
            configuration.setSslConfiguration(ssl);
        });
        DefaultSmppServer opened = new DefaultSmppServer(configuration, new Centre(systemId, password));
        opened.start();
        server = Optional.of(opened);
        return configuration.getPort();
    }

    /** Lets in who knows the password. */
    private final class Centre implements SmppServerHandler {
        private final String systemId;
        private final String password;

        Centre(String systemId, String password) {
            this.systemId = systemId;
            this.password = password;
        }

        @Override
        @SuppressWarnings("rawtypes") // the server's own signature
        public void sessionBindRequested(Long id, SmppSessionConfiguration asked, BaseBind bind)
                throws SmppProcessingException {
            if (!asked.getSystemId().equals(systemId)) {
                throw new SmppProcessingException(SmppConstants.STATUS_INVSYSID);
            }
            if (!asked.getPassword().equals(password)) {
                throw new SmppProcessingException(SmppConstants.STATUS_INVPASWD);
            }
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession session, BaseBindResp response) {
            session.serverReady(new Handler());
            sessions.add(session);
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession session) {
            sessions.remove(session);
            session.destroy();
        }
    }

    /** Takes what comes over one connection. */
    private final class Handler extends DefaultSmppSessionHandler {
        private volatile Optional<SmppSession> session = Optional.empty();

        @Override
        @SuppressWarnings("rawtypes") // the library's own signature
        public PduResponse firePduRequestReceived(PduRequest request) {
            PduResponse response = request.createResponse();
            if (request instanceof BaseSm<?> message) {
                if (toRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    refused.incrementAndGet();
                    response.setCommandStatus(refusal);
                    return response;
                }
                String id = "m" + ids.incrementAndGet();
                if (response instanceof SubmitSmResp submitted) {
                    submitted.setMessageId(id);
                }
                taken.add(read(message, id));
            }
            return response;
        }

        @Override
        public void fireChannelUnexpectedlyClosed() {
            session.ifPresent(sessions::remove);
        }
    }

    private static PeerMessage read(BaseSm<?> message, String id) {
        Coding coding = Coding.of(message.getDataCoding() & 0xFF);
        byte[] octets = message.getShortMessage();
        boolean headed = (message.getEsmClass() & UDHI) != 0;
        Optional<Part> part =
                headed ? Optional.of(new Part(octets[3] & 0xFF, octets[4] & 0xFF, octets[5] & 0xFF)) : Optional.empty();
        int header = headed ? octets[0] + 1 : 0;
        return new PeerMessage(
                message.getSourceAddress().getAddress(),
                message.getDestAddress().getAddress(),
                coding,
                message.getEsmClass() & ~UDHI,
                CharsetUtil.decode(Arrays.copyOfRange(octets, header, octets.length), charset(coding)),
                part,
                dialog(message),
                message.getRegisteredDelivery() == SmppConstants.REGISTERED_DELIVERY_SMSC_RECEIPT_REQUESTED,
                id);
    }

    private static Optional<Dialog> dialog(BaseSm<?> message) {
        Tlv operation = message.getOptionalParameter(SmppConstants.TAG_USSD_SERVICE_OP);
        Tlv session = message.getOptionalParameter(SmppConstants.TAG_ITS_SESSION_INFO);
        try {
            return operation == null || session == null
                    ? Optional.empty()
                    : Optional.of(new Dialog(operation.getValueAsUnsignedByte(), session.getValueAsUnsignedShort()));
        } catch (TlvConvertException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Charset charset(Coding coding) {
        return coding == Coding.UCS2 ? CharsetUtil.CHARSET_UCS_2 : CharsetUtil.CHARSET_GSM;
    }

    @Override
    public int send(PeerMessage message) throws Exception {
        boolean client = server.isEmpty();
        SmppBindType oneWay = client ? SmppBindType.RECEIVER : SmppBindType.TRANSMITTER;
        SmppSession session = sessions.stream()
                .filter(each -> each.getBindType() != oneWay)
                .findFirst()
                .orElseThrow();
        BaseSm<?> request = client ? new SubmitSm() : new DeliverSm();
        request.setSourceAddress(new Address((byte) 1, (byte) 1, message.from()));
        request.setDestAddress(new Address((byte) 0, (byte) 1, message.to()));
        request.setServiceType(message.dialog().isPresent() ? "USSD" : "");
        request.setDataCoding((byte) message.coding().dataCoding());
        request.setEsmClass((byte) (message.esmClass() | (message.part().isPresent() ? UDHI : 0)));
        request.setShortMessage(octets(message));
        message.dialog().ifPresent(dialog -> {
            byte[] info = {(byte) (dialog.session() >> 8), (byte) dialog.session()};
            request.setOptionalParameter(
                    new Tlv(SmppConstants.TAG_USSD_SERVICE_OP, new byte[] {(byte) dialog.operation()}));
            request.setOptionalParameter(new Tlv(SmppConstants.TAG_ITS_SESSION_INFO, info));
        });
        var sent = session.sendRequestPdu(request, PATIENCE_MILLIS, true);
        if (!sent.await(PATIENCE_MILLIS) || !sent.isSuccess()) {
            throw new IOException("no response");
        }
        return sent.getResponse().getCommandStatus();
    }

    private static byte[] octets(PeerMessage message) {
        byte[] text = CharsetUtil.encode(message.text(), charset(message.coding()));
        if (message.part().isEmpty()) {
            return text;
        }
        Part part = message.part().get();
        byte[] whole = Arrays.copyOf(CONCATENATED, CONCATENATED.length + 3 + text.length);
        whole[3] = (byte) part.reference();
        whole[4] = (byte) part.total();
        whole[5] = (byte) part.number();
        System.arraycopy(text, 0, whole, 6, text.length);
        return whole;
    }

    @Override
    public Optional<PeerMessage> next(long millis) throws InterruptedException {
        return Optional.ofNullable(taken.poll(millis, TimeUnit.MILLISECONDS));
    }

    @Override
    public void refuse(int times, int status) {
        refusal = status;
        toRefuse.set(times);
    }

    @Override
    public int refused() {
        return refused.get();
    }

    @Override
    public int binds() {
        return sessions.size();
    }

    @Override
    public void cut() {
        sessions.forEach(SmppSession::close);
        sessions.clear();
    }

    @Override
    public void close() {
        sessions.forEach(session -> session.unbind(2_000));
        sessions.forEach(SmppSession::destroy);
        server.ifPresent(DefaultSmppServer::destroy);
        client.destroy();
    }
}
