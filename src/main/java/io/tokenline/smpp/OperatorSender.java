package io.tokenline.smpp;

import io.tokenline.delivery.MessageSender;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.SendResult;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.TextCoding;
import io.tokenline.smpp.codec.UserData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends texts over the binds of an operator: any that is open, in parts where they are long, part after part. */
@ApplicationScoped
public class OperatorSender implements MessageSender {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSender.class);
    private static final int UDHI = 0x40;
    private static final int TON_UNKNOWN = 0;
    private static final int TON_INTERNATIONAL = 1;
    private static final int NPI_UNKNOWN = 0;
    private static final int NPI_ISDN = 1;
    private static final int LAST_TLV_ERROR = 0xC4;
    private static final int DATA_CODING = 0x104;

    /** Statuses that say "never". Whatever else an operator says, the text is tried again: somebody paid for it. */
    private static final Set<Integer> PERMANENT = Set.of(
            CommandStatus.MESSAGE_LENGTH,
            CommandStatus.SOURCE_ADDRESS,
            CommandStatus.DESTINATION_ADDRESS,
            CommandStatus.ESM_CLASS,
            CommandStatus.RECEIVER_PERMANENT,
            CommandStatus.RECEIVER_REJECTED,
            DATA_CODING);

    private final Binds binds;
    private final AtomicInteger references = new AtomicInteger();

    @Inject
    OperatorSender(Binds binds) {
        this.binds = binds;
    }

    @Override
    public CompletionStage<SendResult> send(OutboundText text) {
        List<byte[]> parts = UserData.split(text.text(), references.incrementAndGet());
        List<OperatorSession> open = binds.toSendTo(text.link());
        for (OperatorSession session : open) {
            CompletableFuture<Answer> first = session.deliver(message(text, parts, 0), false);
            if (first.getNow(Answer.UNKNOWN).kind() != Answer.Kind.NOT_SENT) {
                return first.thenCompose(answer -> rest(session, text, parts, 1, answer))
                        .exceptionally(OperatorSender::failed);
            }
        }
        return CompletableFuture.completedFuture(open.isEmpty() ? SendResult.NO_LINK : SendResult.BUSY);
    }

    /** The next part goes out when the one before it was accepted, so that a handset shows them in order. */
    private CompletableFuture<SendResult> rest(
            OperatorSession session, OutboundText text, List<byte[]> parts, int next, Answer before) {
        if (!before.accepted() || next == parts.size()) {
            return CompletableFuture.completedFuture(resultOf(before, next > 1));
        }
        return session.deliver(message(text, parts, next), true)
                .thenCompose(answer -> rest(session, text, parts, next + 1, answer));
    }

    private static DeliverSm message(OutboundText text, List<byte[]> parts, int part) {
        return new DeliverSm(
                "",
                new DeliverSm.Address(TON_UNKNOWN, NPI_UNKNOWN, text.from()),
                new DeliverSm.Address(TON_INTERNATIONAL, NPI_ISDN, text.to().digits()),
                parts.size() > 1 ? UDHI : 0,
                TextCoding.DEFAULT,
                parts.get(part),
                List.of());
    }

    /** A text of which a part was accepted is not "nothing was sent". */
    private static SendResult resultOf(Answer answer, boolean partSent) {
        return switch (answer.kind()) {
            case NOT_SENT -> partSent ? SendResult.REFUSED_FOR_NOW : SendResult.NO_LINK;
            case UNKNOWN -> SendResult.UNKNOWN;
            case RESPONDED -> resultOf(answer.commandStatus());
        };
    }

    private static SendResult resultOf(int status) {
        if (status == CommandStatus.OK) {
            return SendResult.ACCEPTED;
        }
        boolean badlyBuilt = status >= CommandStatus.TLV_STREAM && status <= LAST_TLV_ERROR;
        return badlyBuilt || PERMANENT.contains(status) ? SendResult.REFUSED : SendResult.REFUSED_FOR_NOW;
    }

    private static SendResult failed(Throwable e) {
        LOG.error("TKL-1023 a text could not be sent", e);
        return SendResult.UNKNOWN;
    }
}
