package io.tokenline.smpp;

import io.tokenline.delivery.MessageSender;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.LongText;
import io.tokenline.smpp.codec.ReceiptIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends texts over the binds of an operator, any that is open, or of another who has the phone; in parts where they are
 * long, part after part.
 */
@ApplicationScoped
public class OperatorSender implements MessageSender {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSender.class);
    private static final int TON_UNKNOWN = 0;
    private static final int TON_INTERNATIONAL = 1;
    private static final int NPI_UNKNOWN = 0;
    private static final int NPI_ISDN = 1;
    private static final int LAST_TLV_ERROR = 0xC4;
    /** What a validity_period can say. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

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
    private final Clock clock;
    private final AtomicInteger references = new AtomicInteger();

    @Inject
    OperatorSender(Binds binds, Clock clock) {
        this.binds = binds;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Sent> send(OutboundText text) {
        int reference = references.incrementAndGet();
        List<OperatorSession> open = binds.waysTo(text.to(), text.link());
        for (OperatorSession session : open) {
            Dialect dialect = session.dialect();
            LongText parts = LongText.of(text.text(), dialect.alphabet(), dialect.concatenation(), reference);
            CompletableFuture<Answer> first = session.deliverWithReceipt(message(session, text, parts, 0), false);
            if (first.getNow(Answer.UNKNOWN).kind() != Answer.Kind.NOT_SENT) {
                return first.thenCompose(answer -> rest(session, text, parts, List.of(answer)))
                        .exceptionally(e -> failed(session, e));
            }
        }
        return CompletableFuture.completedFuture(Sent.of(open.isEmpty() ? SendResult.NO_LINK : SendResult.BUSY));
    }

    /** The next part goes out when the one before it was accepted, so that a handset shows them in order. */
    private CompletableFuture<Sent> rest(
            OperatorSession session, OutboundText text, LongText parts, List<Answer> answers) {
        int next = answers.size();
        Answer last = answers.get(next - 1);
        if (last.accepted() && next < parts.parts().size()) {
            return session.deliverWithReceipt(message(session, text, parts, next), true)
                    .thenCompose(answer -> rest(session, text, parts, with(answers, answer)));
        }
        SendResult result = resultOf(last, next > 1);
        return CompletableFuture.completedFuture(
                result == SendResult.ACCEPTED && session.side() == Side.LINK
                        ? Sent.taken(way(session), operatorIds(answers))
                        : Sent.over(way(session), result, last.status()));
    }

    private static String way(OperatorSession session) {
        return session.account().systemId();
    }

    private static List<Answer> with(List<Answer> answers, Answer next) {
        return Stream.concat(answers.stream(), Stream.of(next)).toList();
    }

    private static List<String> operatorIds(List<Answer> answers) {
        return answers.stream()
                .map(answer -> ReceiptIds.plain(answer.messageId()))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private DeliverSm message(OperatorSession session, OutboundText text, LongText parts, int number) {
        LongText.Part part = parts.parts().get(number);
        return new DeliverSm(
                "",
                new DeliverSm.Address(TON_UNKNOWN, NPI_UNKNOWN, text.from()),
                new DeliverSm.Address(TON_INTERNATIONAL, NPI_ISDN, text.to().digits()),
                part.esmClass(),
                parts.dataCoding(),
                part.text(),
                part.parameters(),
                validity(session.account().validity(), text));
    }

    /** What we would no longer send, nobody is to bring. */
    private Duration validity(Duration agreed, OutboundText text) {
        if (agreed.isZero()) {
            return agreed;
        }
        Duration left = Duration.between(clock.instant(), text.expiresAt());
        Duration shorter = left.compareTo(agreed) < 0 ? left : agreed;
        return shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter;
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

    private static Sent failed(OperatorSession session, Throwable e) {
        LOG.error("TKL-1023 a text could not be sent", e);
        return Sent.over(way(session), SendResult.UNKNOWN, OptionalInt.empty());
    }
}
