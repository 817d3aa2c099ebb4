package io.tokenline.payment.momo;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.payment.ConnectedWallet;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.Fields;
import io.tokenline.payment.http.HttpCall;
import io.tokenline.payment.http.Reply;
import io.tokenline.payment.http.Session;
import io.tokenline.payment.http.WalletHttp;
import jakarta.json.Json;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MTN Mobile Money: a request to pay under our own reference, which MTN takes once, and a query that is always believed.
 * Callbacks are unsigned: they only make us ask.
 */
final class Momo extends ConnectedWallet {

    private static final Logger LOG = LoggerFactory.getLogger(Momo.class);
    private static final String REQUEST_TO_PAY = "/collection/v1_0/requesttopay";
    private static final String PUSH = "push/";

    private static final Map<String, Outcome> REASONS = Map.of(
            "NOT_ENOUGH_FUNDS", Outcome.PAYMENT_NO_FUNDS,
            "COULD_NOT_PERFORM_TRANSACTION", Outcome.PAYMENT_DECLINED,
            "APPROVAL_REJECTED", Outcome.PAYMENT_CANCELLED,
            "EXPIRED", Outcome.PAYMENT_EXPIRED,
            "PAYER_NOT_FOUND", Outcome.PAYMENT_NOT_REGISTERED,
            "PAYER_LIMIT_REACHED", Outcome.PAYMENT_LIMIT,
            "PAYEE_NOT_ALLOWED_TO_RECEIVE", Outcome.WALLET_UNAVAILABLE,
            "PAYEE_NOT_FOUND", Outcome.WALLET_UNAVAILABLE,
            "NOT_ALLOWED", Outcome.WALLET_UNAVAILABLE,
            "SERVICE_UNAVAILABLE", Outcome.WALLET_UNAVAILABLE);

    private final MomoKind.Account account;
    private final Session session;
    private final Optional<MomoRefunds> refunds;

    Momo(WalletTerms terms, MomoKind.Account account, WalletHttp http, Clock clock, Optional<MomoRefunds> refunds) {
        super(terms, http);
        this.account = account;
        this.session = account.session("collection", terms, http, clock);
        this.refunds = refunds;
    }

    @Override
    public Set<Capability> capabilities() {
        return refunds.isPresent()
                ? Set.of(Capability.QUERY, Capability.REFUND, Capability.REFUND_QUERY)
                : Set.of(Capability.QUERY);
    }

    @Override
    public RefundOutcome refund(Return wanted) {
        return refunds.map(able -> able.refund(wanted)).orElseGet(() -> super.refund(wanted));
    }

    @Override
    public RefundOutcome refundState(Return wanted) {
        return refunds.map(able -> able.state(wanted)).orElseGet(() -> super.refundState(wanted));
    }

    @Override
    public PayOutcome request(Request request) {
        HttpCall call = account.targeted(HttpCall.post(
                        terms.at(REQUEST_TO_PAY),
                        Json.createObjectBuilder()
                                .add("amount", request.amount().amount().toPlainString())
                                .add("currency", terms.currency().getCurrencyCode())
                                .add("externalId", request.saleReference())
                                .add(
                                        "payer",
                                        Json.createObjectBuilder()
                                                .add("partyIdType", "MSISDN")
                                                .add("partyId", request.payer().digits()))
                                .add("payerMessage", "Electricity " + request.saleReference())
                                .add("payeeNote", "Electricity " + request.saleReference())
                                .build(),
                        terms.deadline()))
                .with("X-Reference-Id", request.id());
        if (terms.entrance().isPresent()) {
            call = call.with("X-Callback-Url", terms.callback(PUSH + request.id()));
        }
        Reply reply = session.send(call);
        if (!(reply instanceof Reply.Answered answered)) {
            return reply instanceof Reply.NotSent ? new PayOutcome.NotFound() : new PayOutcome.Unknown();
        }
        // 409: MTN has this reference, so an earlier request of ours arrived
        if (answered.isOk() || answered.status() == 409) {
            return new PayOutcome.Accepted(request.id());
        }
        if (answered.status() >= 500) {
            return new PayOutcome.Unknown();
        }
        LOG.error(
                "TKL-7400 wallet {}: a request was refused, HTTP {}: mend the settings", provider(), answered.status());
        return new PayOutcome.Failed(Outcome.WALLET_UNAVAILABLE);
    }

    @Override
    public PayOutcome query(Request request) {
        Reply reply = session.send(
                account.targeted(HttpCall.get(terms.at(REQUEST_TO_PAY + "/" + request.id()), terms.deadline())));
        if (!(reply instanceof Reply.Answered answered)) {
            return new PayOutcome.Unknown();
        }
        if (answered.status() == 404) {
            return new PayOutcome.NotFound();
        }
        return answered.isOk() ? outcome(request.id(), answered.body()) : new PayOutcome.Unknown();
    }

    private PayOutcome outcome(String id, Fields body) {
        return switch (body.text("status")) {
            case "PENDING", "CREATED", "ONGOING" -> new PayOutcome.Accepted(id);
            case "SUCCESSFUL" -> paid(id, body);
            case "FAILED", "REJECTED", "TIMEOUT" -> new PayOutcome.Failed(reason(body));
            default -> new PayOutcome.Unknown();
        };
    }

    private PayOutcome paid(String id, Fields body) {
        String receipt = body.text("financialTransactionId");
        boolean ours = body.text("currency").equals(terms.currency().getCurrencyCode());
        Optional<Money> amount = body.number("amount")
                .filter(found -> ours
                        && found.signum() > 0
                        && found.precision() - found.scale() <= 12
                        && found.stripTrailingZeros().scale()
                                <= terms.currency().getDefaultFractionDigits())
                .map(found -> Money.of(found, terms.currency()));
        return amount.isEmpty() || receipt.length() > 80
                ? new PayOutcome.Untold() // paid, but what? a person looks
                : new PayOutcome.Paid(id, amount.get(), receipt);
    }

    /** The reason is a text, or an object with a code. */
    private static Outcome reason(Fields body) {
        String code = body.text("reason").isEmpty() ? body.text("reason", "code") : body.text("reason");
        return REASONS.getOrDefault(code, Outcome.PAYMENT_DECLINED);
    }

    /** It makes us ask. */
    @Override
    public Optional<News> parse(Wallet.Call call) {
        String id = call.path().startsWith(PUSH) ? call.path().substring(PUSH.length()) : "";
        String status = Fields.of(call.body()).text("status");
        return id.matches("[0-9a-f-]{36}") && status.matches("[A-Z_]{1,20}")
                ? Optional.of(new News.OfAttempt("push " + id + " " + status, id, new PayOutcome.Unknown()))
                : Optional.empty();
    }
}
