package io.tokenline.smpp;

import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.Tlv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.MessageId;

/**
 * The least that jSMPP alone needs for the same PDUs: it acknowledges each step and sends the screen that follows,
 * known beforehand. No dialog is kept and nothing is checked.
 */
final class BareServer implements AutoCloseable, ServerMessageReceiverListener, ServerResponseDeliveryListener {

    /** Each step keeps a thread until its screen is answered, and the answers need some, too; more only slow it down. */
    private static final int DEGREE = StepTrial.WINDOW + 2;

    private static final int QUEUE = 1_000;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final int HEADER = 4;
    private static final OptionalParameter[] NONE = {};

    private final ServerSocket server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Screen> screens;

    @SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
    private record Screen(byte[] octets, boolean last) {}

    /** A server that knows what follows what. */
    BareServer(StepScript script) throws IOException {
        screens = script.steps().stream()
                .collect(Collectors.toMap(
                        StepScript.Step::typed,
                        step -> new Screen(Gsm7.encode(step.screen()), step.last()),
                        (first, again) -> first));
        executor.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                executor.execute(() -> bind(socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void bind(Socket socket) {
        try {
            SMPPServerSession session =
                    new SMPPServerSession(new SocketConnection(socket), null, this, this, DEGREE, QUEUE);
            session.setTransactionTimer(TIMEOUT_MILLIS);
            session.waitForBind(TIMEOUT_MILLIS).accept("bare", InterfaceVersion.IF_34);
        } catch (IOException | PDUStringException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was acknowledged, so that its screen can follow. */
    private static final class Taken extends SubmitSmResult {
        private final SubmitSm step;

        Taken(MessageId id, SubmitSm step) {
            super(id, NONE);
            this.step = step;
        }
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm step, SMPPServerSession source) throws ProcessRequestException {
        try {
            return new Taken(new MessageId(Long.toHexString(ids.incrementAndGet())), step);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession session) {
        SubmitSm step = ((Taken) result).step;
        Screen screen = Objects.requireNonNull(screens.get(Gsm7.decode(step.getShortMessage())));
        try {
            session.deliverShortMessage(
                    "USSD",
                    TypeOfNumber.valueOf(step.getDestAddrTon()),
                    NumberingPlanIndicator.valueOf(step.getDestAddrNpi()),
                    step.getDestAddress(),
                    TypeOfNumber.valueOf(step.getSourceAddrTon()),
                    NumberingPlanIndicator.valueOf(step.getSourceAddrNpi()),
                    step.getSourceAddr(),
                    new ESMClass(),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    new RawDataCoding(step.getDataCoding()),
                    screen.octets(),
                    new OptionalParameter.Ussd_service_op((byte) (screen.last() ? 0x11 : 0x02)),
                    session(step, screen.last()));
        } catch (PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | NegativeResponseException
                | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OptionalParameter session(SubmitSm step, boolean ends) {
        byte[] whole =
                step.getOptionalParameter((short) Tlv.ITS_SESSION_INFO).serialize();
        byte[] value = Arrays.copyOfRange(whole, HEADER, whole.length);
        value[1] |= (byte) (ends ? 1 : 0);
        return new OptionalParameter.Its_session_info(value);
    }

    @Override
    public void close() throws IOException {
        server.close();
        executor.shutdownNow();
    }

    @Override
    public void onSubmitSmRespError(SubmitSmResult result, Exception e, SMPPServerSession source) {
        throw new IllegalStateException(e);
    }

    @Override
    public void onSubmitMultiRespSent(SubmitMultiResult result, SMPPServerSession source) {}

    @Override
    public void onSubmitMultiRespError(SubmitMultiResult result, Exception e, SMPPServerSession source) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm request, Session source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptCancelSm(CancelSm request, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm request, SMPPServerSession source) {
        throw new UnsupportedOperationException();
    }
}
