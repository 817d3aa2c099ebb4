package io.tokenline.smpp;

import io.tokenline.Msisdn;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.TextCoding;
import io.tokenline.smpp.codec.Tlv;
import io.tokenline.smpp.codec.UserData;
import io.tokenline.sms.InboundText;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
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

/** Takes what operators send: steps of USSD dialogs and texts. The response goes out when the work is done. */
final class Inbound implements ServerMessageReceiverListener {

    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
    private static final OptionalParameter[] NONE = {};

    private final String countryCode;
    private final MessageIds ids;
    private final Function<UssdRequest, UssdReply> dialogs;
    private final Consumer<InboundText> texts;
    private final Binds binds;

    /**
     * The way in.
     *
     * @param countryCode see {@link Msisdn#parse}
     * @param dialogs answers a step of a dialog
     * @param texts takes a text; when it returns, the text is safe
     * @param binds where a screen goes out when the bind that asked cannot receive
     */
    Inbound(
            String countryCode,
            MessageIds ids,
            Function<UssdRequest, UssdReply> dialogs,
            Consumer<InboundText> texts,
            Binds binds) {
        this.countryCode = countryCode;
        this.ids = ids;
        this.dialogs = dialogs;
        this.texts = texts;
        this.binds = binds;
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm request, SMPPServerSession source) throws ProcessRequestException {
        Incoming incoming = Incoming.of(request, request.getShortMessage());
        return new SubmitSmResult(take(incoming, source), NONE);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm request, Session source) throws ProcessRequestException {
        return new DataSmResult(take(Incoming.of(request, new byte[0]), source), NONE);
    }

    private MessageId take(Incoming incoming, Session source) throws ProcessRequestException {
        if (!(source instanceof OperatorSession session)) {
            throw refusal(CommandStatus.SYSTEM_ERROR);
        }
        if (!session.kind().sends()) {
            throw refusal(CommandStatus.BIND_STATUS);
        }
        Msisdn from = Msisdn.parse(incoming.source().digits(), countryCode)
                .orElseThrow(() -> refusal(CommandStatus.SOURCE_ADDRESS));
        try {
            MessageId id = new MessageId(ids.next());
            Optional<Integer> operation = incoming.octet(Tlv.USSD_SERVICE_OP);
            if (operation.isPresent()) {
                step(session, incoming, from, operation.get(), id.getValue());
            } else {
                text(session, incoming, from, id.getValue());
            }
            return id;
        } catch (PDUStringException | RuntimeException | Error e) {
            LOG.error(
                    "TKL-1020 a message of account {} from {} failed",
                    session.account().systemId(),
                    from,
                    e);
            throw refusal(CommandStatus.SYSTEM_ERROR);
        }
    }

    private void step(OperatorSession session, Incoming incoming, Msisdn from, int operation, String id)
            throws ProcessRequestException {
        Dialect dialect = session.account().dialect();
        UssdRequest.Kind kind = dialect.kindOf(operation);
        String typed = TextCoding.decode(incoming.dataCoding(), incoming.text());
        String text = kind == UssdRequest.Kind.BEGIN && typed.isBlank()
                ? incoming.destination().digits()
                : typed;
        UssdReply reply = dialogs.apply(new UssdRequest(
                session.account().systemId(),
                from,
                incoming.gatewaySession(),
                kind,
                kind == UssdRequest.Kind.ABORT ? "" : text));
        switch (reply.kind()) {
            case BUSY -> throw refusal(CommandStatus.THROTTLED);
            case CONTINUE, END -> session.afterResponse(id, () -> send(session, new Screen(incoming, dialect, reply)));
            case NOTHING -> {
                // the dialog is over, and nobody looks at the handset
            }
        }
    }

    /** Over the bind that asked, or where that only sends to us over another of the account. */
    private void send(OperatorSession asked, Screen screen) {
        String account = asked.account().systemId();
        OperatorSession way = asked.canDeliver()
                ? asked
                : binds.toSendTo(account).stream().findFirst().orElse(asked);
        Future<?> unused = way.deliver(screen.message(), true).thenAccept(answer -> {
            if (!answer.accepted()) {
                LOG.warn("TKL-1021 a screen over {} was not accepted: {}", account, answer);
            }
        });
    }

    private void text(OperatorSession session, Incoming incoming, Msisdn from, String id) {
        UserData data = incoming.userData();
        if (data.part() > 1) {
            return;
        }
        texts.accept(new InboundText(
                session.account().systemId(),
                from,
                incoming.destination().digits(),
                TextCoding.decode(incoming.dataCoding(), data.text()),
                id));
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
