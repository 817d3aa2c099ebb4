package io.tokenline.payment.momo;

import io.tokenline.Outcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.HttpCall;
import io.tokenline.payment.http.Reply;
import io.tokenline.payment.http.Session;
import io.tokenline.payment.http.WalletHttp;
import jakarta.json.Json;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives money back by MTN's product Disbursements, which has credentials of its own: a request under our reference, which
 * MTN takes once, and a query by it.
 */
final class MomoRefunds {

    private static final Logger LOG = LoggerFactory.getLogger(MomoRefunds.class);
    private static final String REFUND = "/disbursement/v1_0/refund";

    private final WalletTerms terms;
    private final MomoKind.Account account;
    private final Session session;

    MomoRefunds(WalletTerms terms, MomoKind.Account account, WalletHttp http, Clock clock) {
        this.terms = terms;
        this.account = account;
        this.session = account.session("disbursement", terms, http, clock);
    }

    RefundOutcome refund(Wallet.Return wanted) {
        Reply reply = session.send(account.targeted(HttpCall.post(
                        terms.at(REFUND),
                        Json.createObjectBuilder()
                                .add("amount", wanted.amount().amount().toPlainString())
                                .add("currency", terms.currency().getCurrencyCode())
                                .add("externalId", wanted.id())
                                .add("payerMessage", "Electricity")
                                .add("payeeNote", "Electricity")
                                .add("referenceIdToRefund", wanted.payment())
                                .build(),
                        terms.deadline()))
                .with("X-Reference-Id", wanted.id()));
        if (!(reply instanceof Reply.Answered answered)) {
            return reply instanceof Reply.NotSent ? new RefundOutcome.NotSent() : new RefundOutcome.Unknown();
        }
        // 409: MTN has this reference, so an earlier request of ours arrived
        if (answered.isOk() || answered.status() == 409) {
            return new RefundOutcome.Accepted("");
        }
        if (answered.status() >= 500) {
            return new RefundOutcome.Unknown();
        }
        LOG.error("TKL-7401 wallet {}: a refund was refused, HTTP {}", terms.name(), answered.status());
        return new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
    }

    RefundOutcome state(Wallet.Return wanted) {
        Reply reply =
                session.send(account.targeted(HttpCall.get(terms.at(REFUND + "/" + wanted.id()), terms.deadline())));
        if (!(reply instanceof Reply.Answered answered)) {
            return new RefundOutcome.Unknown();
        }
        if (answered.status() == 404) {
            return new RefundOutcome.NotFound();
        }
        return switch (answered.isOk() ? answered.body().text("status") : "") {
            case "SUCCESSFUL" -> new RefundOutcome.Refunded("");
            case "PENDING", "CREATED" -> new RefundOutcome.Accepted("");
            case "FAILED", "REJECTED" -> new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
            default -> new RefundOutcome.Unknown();
        };
    }
}
