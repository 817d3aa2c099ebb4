package io.tokenline.payment.daraja;

import io.tokenline.Outcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.Fields;
import io.tokenline.payment.http.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes payments back, and asks what became of that (TransactionStatus). Daraja answers both with a receipt for the request
 * only: what came of it arrives at an address of ours.
 */
final class DarajaReversals {

    private static final Logger LOG = LoggerFactory.getLogger(DarajaReversals.class);
    private static final String CALLED_FOR = "Electricity";

    private final WalletTerms terms;
    private final DarajaTerms daraja;
    private final BiFunction<String, JsonObject, Reply> session;

    DarajaReversals(WalletTerms terms, DarajaTerms daraja, BiFunction<String, JsonObject, Reply> session) {
        this.terms = terms;
        this.daraja = daraja;
        this.session = session;
    }

    RefundOutcome reverse(Wallet.Return wanted) {
        Optional<JsonObjectBuilder> command = command("TransactionReversal");
        boolean whole = wanted.amount().amount().stripTrailingZeros().scale() <= 0;
        if (command.isEmpty() || wanted.receipt().isEmpty() || !whole) {
            return new RefundOutcome.Refused(Outcome.REFUND_UNSUPPORTED);
        }
        Reply reply = session.apply(
                "/mpesa/reversal/v1/request",
                command.get()
                        .add("TransactionID", wanted.receipt())
                        .add(
                                "Amount",
                                wanted.amount().amount().toBigIntegerExact().toString())
                        .add("ReceiverParty", daraja.receiver())
                        .add("RecieverIdentifierType", daraja.identifierType()) // misspelt by Daraja
                        .add("ResultURL", terms.callback(DarajaNews.REVERSAL + wanted.id()))
                        .add("QueueTimeOutURL", terms.callback(DarajaNews.REVERSAL_LATE + wanted.id()))
                        .build());
        if (!(reply instanceof Reply.Answered answered)) {
            return reply instanceof Reply.NotSent ? new RefundOutcome.NotSent() : new RefundOutcome.Unknown();
        }
        String conversation = conversation(answered.body());
        if (answered.isOk() && answered.body().text("ResponseCode").equals("0") && !conversation.isEmpty()) {
            return new RefundOutcome.Accepted(conversation);
        }
        return answered.status() >= 400 && answered.status() < 500
                ? new RefundOutcome.Refused(Outcome.REFUND_REFUSED)
                : new RefundOutcome.Unknown();
    }

    /** By which a reversal can be asked about, and which its result repeats. */
    static String conversation(Fields body) {
        String ours = body.text("OriginatorConversationID");
        return ours.isEmpty() ? body.text("ConversationID") : ours;
    }

    /**
     * Asks about the reversal, or, where its request was never answered, about the payment. Unknown in any case: the answer
     * comes by callback, and until then it is as unknown as before.
     */
    RefundOutcome ask(Wallet.Return wanted) {
        Optional<JsonObjectBuilder> command = command("TransactionStatusQuery");
        if (command.isPresent()) {
            boolean known = !wanted.returnId().isEmpty();
            String to = (known ? DarajaNews.REVERSAL_STATE : DarajaNews.PAYMENT_STATE) + wanted.id();
            Reply reply = session.apply(
                    "/mpesa/transactionstatus/v1/query",
                    command.get()
                            .add(
                                    known ? "OriginatorConversationID" : "TransactionID",
                                    known ? wanted.returnId() : wanted.receipt())
                            .add("PartyA", daraja.receiver())
                            .add("IdentifierType", daraja.identifierType())
                            .add("ResultURL", terms.callback(to))
                            .add("QueueTimeOutURL", terms.callback(DarajaNews.REVERSAL_LATE + wanted.id()))
                            .build());
            if (!(reply instanceof Reply.Answered answered) || !answered.isOk()) {
                LOG.warn("TKL-7202 wallet {}: refund {} could not be asked about now", terms.name(), wanted.id());
            }
        }
        return new RefundOutcome.Unknown();
    }

    /** Asks about a payment that a customer began; the answer is known by the conversation that this gives. */
    Optional<String> confirm(String receipt) {
        return command("TransactionStatusQuery")
                .map(command -> session.apply(
                        "/mpesa/transactionstatus/v1/query",
                        command.add("TransactionID", receipt)
                                .add("PartyA", daraja.receiver())
                                .add("IdentifierType", daraja.identifierType())
                                .add("ResultURL", terms.callback(DarajaNews.BILL_STATE))
                                .add("QueueTimeOutURL", terms.callback(DarajaNews.BILL_STATE))
                                .build()))
                .filter(Reply.Answered.class::isInstance)
                .map(Reply.Answered.class::cast)
                .filter(Reply.Answered::isOk)
                .map(answered -> answered.body().text("ConversationID"))
                .filter(conversation -> !conversation.isEmpty() && conversation.length() <= 80);
    }

    private Optional<JsonObjectBuilder> command(String id) {
        return daraja.initiator()
                .map(initiator -> Json.createObjectBuilder()
                        .add("Initiator", initiator.name())
                        .add("SecurityCredential", initiator.credential().value())
                        .add("CommandID", id)
                        .add("Remarks", CALLED_FOR)
                        .add("Occasion", ""));
    }
}
