package io.tokenline.smpp;

import io.tokenline.Msisdn;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import java.util.concurrent.CompletableFuture;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what bound operators send. The response goes out when the work is done. */
final class Inbound implements ServerMessageReceiverListener {

    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
    private static final OptionalParameter[] NONE = {};

    private final Intake intake;
    private final Binds binds;
    private final Receipted receipted;

    /** Tells receipts from messages of customers. */
    interface Receipted {
        /** Takes a receipt; false where it is none. */
        boolean take(String link, Incoming incoming);
    }

    /**
     * The way in.
     *
     * @param binds where a screen goes out when the bind that asked cannot receive
     * @param receipted takes receipts, where the peers are message centres
     */
    Inbound(Intake intake, Binds binds, Receipted receipted) {
        this.intake = intake;
        this.binds = binds;
        this.receipted = receipted;
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm request, SMPPServerSession source) throws ProcessRequestException {
        return new SubmitSmResult(take(Incoming.of(request, request.getShortMessage()), source), NONE);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm request, Session source) throws ProcessRequestException {
        return new DataSmResult(take(Incoming.of(request, new byte[0]), source), NONE);
    }

    private MessageId take(Incoming message, Session source) throws ProcessRequestException {
        if (!(source instanceof OperatorSession session)) {
            throw refusal(CommandStatus.SYSTEM_ERROR);
        }
        if (!session.kind().sends()) {
            throw refusal(CommandStatus.BIND_STATUS);
        }
        if (isReceipt(session, message)) {
            return accepted(intake.receiptId());
        }
        try {
            return accepted(intake.take(message, new Bound(session, binds)));
        } catch (Refusal e) {
            throw refusal(e.status());
        }
    }

    private boolean isReceipt(OperatorSession session, Incoming message) throws ProcessRequestException {
        try {
            return receipted.take(session.account().systemId(), message);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "TKL-1110 a receipt over {} could not be taken",
                    session.account().systemId(),
                    e);
            throw refusal(CommandStatus.SYSTEM_ERROR);
        }
    }

    private static MessageId accepted(String id) {
        try {
            return new MessageId(id);
        } catch (PDUStringException e) {
            throw new IllegalStateException("our message ids are short", e);
        }
    }

    /** A bind that the operator opened. */
    private record Bound(OperatorSession session, Binds binds) implements Origin {

        @Override
        public String account() {
            return session.account().systemId();
        }

        @Override
        public Dialect dialect() {
            return session.dialect();
        }

        @Override
        public boolean covers(Msisdn phone) {
            return session.account().covers(phone.digits());
        }

        @Override
        public boolean admits() {
            return binds.admits(session.account());
        }

        @Override
        public Object bind() {
            return session;
        }

        @Override
        public void afterResponse(String messageId, Runnable action) {
            session.afterResponse(messageId, action);
        }

        /** Over the bind that asked, or where that only sends to us over another of the account. */
        @Override
        public CompletableFuture<Answer> show(DeliverSm message) {
            OperatorSession way = session.canDeliver()
                    ? session
                    : binds.toSendTo(account()).stream().findFirst().orElse(session);
            return way.deliver(message, true);
        }
    }

    private static ProcessRequestException refusal(int status) {
        return new ProcessRequestException("refused", status);
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession source)
            throws ProcessRequestException {
        throw refusal(CommandStatus.SUBMIT_FAILED);
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession source) throws ProcessRequestException {
        throw refusal(CommandStatus.QUERY_FAILED);
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession source) throws ProcessRequestException {
        throw refusal(CommandStatus.REPLACE_FAILED);
    }

    @Override
    public void onAcceptCancelSm(CancelSm request, SMPPServerSession source) throws ProcessRequestException {
        throw refusal(CommandStatus.CANCEL_FAILED);
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession source)
            throws ProcessRequestException {
        throw refusal(CommandStatus.COMMAND_ID);
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession source)
            throws ProcessRequestException {
        throw refusal(CommandStatus.COMMAND_ID);
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm request, SMPPServerSession source)
            throws ProcessRequestException {
        throw refusal(CommandStatus.COMMAND_ID);
    }
}
