package io.tokenline.payment.waafi;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.payment.ConnectedWallet;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.HttpCall;
import io.tokenline.payment.http.Reply;
import io.tokenline.payment.http.WalletHttp;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A wallet behind WaafiPay: it holds the money while the token is made, and answers when the customer has entered his PIN.
 * There are no callbacks; what was not answered is asked about where the merchant may, and else sent again under the same
 * reference, which WaafiPay takes once.
 */
final class Waafi extends ConnectedWallet {

    private static final ZoneId MOGADISHU = ZoneId.of("Africa/Mogadishu");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String DESCRIPTION = "Electricity";

    private final WaafiTerms waafi;
    private final WalletHttp http;
    private final Clock clock;

    Waafi(WalletTerms terms, WaafiTerms waafi, WalletHttp http, Clock clock) {
        super(terms, http);
        this.waafi = waafi;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.of(Capability.REFUND);
        if (waafi.holds()) {
            all.add(Capability.HOLD);
        }
        if (waafi.queries()) {
            all.add(Capability.QUERY);
            all.add(Capability.REFUND_QUERY);
        }
        return all;
    }

    @Override
    public Duration patience() {
        return waafi.pinWait();
    }

    @Override
    public PayOutcome request(Request request) {
        Reply reply = call(
                waafi.holds() ? "API_PREAUTHORIZE" : "API_PURCHASE",
                credentials()
                        .add("paymentMethod", "MWALLET_ACCOUNT")
                        .add(
                                "payerInfo",
                                Json.createObjectBuilder()
                                        .add("accountNo", request.payer().digits()))
                        .add(
                                "transactionInfo",
                                Json.createObjectBuilder()
                                        .add("referenceId", request.id())
                                        .add("invoiceId", request.saleReference())
                                        .add("amount", request.amount().amount().toPlainString())
                                        .add("currency", terms.currency().getCurrencyCode())
                                        .add("description", DESCRIPTION)),
                waafi.pinWait());
        if (!(reply instanceof Reply.Answered answered)) {
            return reply instanceof Reply.NotSent ? new PayOutcome.NotFound() : new PayOutcome.Unknown();
        }
        return outcome(new WaafiAnswer(answered.status(), answered.body()));
    }

    private PayOutcome outcome(WaafiAnswer answer) {
        if (!answer.isApproved()) {
            return answer.refusal(provider(), waafi);
        }
        Optional<Money> amount = answer.amount(terms.currency());
        if (amount.isEmpty() || answer.transactionId().isEmpty()) {
            return new PayOutcome.Untold(); // approved, but what? by our reference alone nothing can be captured
        }
        return waafi.holds()
                ? new PayOutcome.Held(answer.transactionId(), amount.get())
                : new PayOutcome.Paid(answer.transactionId(), amount.get(), answer.transactionId());
    }

    @Override
    public PayOutcome query(Request request) {
        if (!waafi.queries()) {
            PayOutcome again = request(request);
            // what is not sent now says nothing of what was sent before
            return again instanceof PayOutcome.NotFound ? new PayOutcome.Unknown() : again;
        }
        Reply reply = call("API_GETTRANINFO", credentials().add("referenceId", request.id()), terms.deadline());
        if (!(reply instanceof Reply.Answered answered)) {
            return new PayOutcome.Unknown();
        }
        WaafiAnswer answer = new WaafiAnswer(answered.status(), answered.body());
        return answer.isNotFound() ? new PayOutcome.NotFound() : outcome(answer);
    }

    @Override
    public PayOutcome capture(Request request) {
        return settle("API_PREAUTHORIZE_COMMIT", request)
                .filter(WaafiAnswer::isApproved)
                .<PayOutcome>map(answer -> new PayOutcome.Paid(request.externalId(), request.amount()))
                .orElseGet(PayOutcome.Unknown::new);
    }

    @Override
    public PayOutcome release(Request request) {
        return settle("API_PREAUTHORIZE_CANCEL", request)
                .filter(answer -> answer.isApproved() || answer.wasCancelledBefore())
                .<PayOutcome>map(answer -> new PayOutcome.Released())
                .orElseGet(PayOutcome.Unknown::new);
    }

    private Optional<WaafiAnswer> settle(String service, Request request) {
        return transaction(service, request.id(), request.externalId());
    }

    private Optional<WaafiAnswer> transaction(String service, String reference, String transactionId) {
        return sent(service, reference, transactionId) instanceof Reply.Answered answered
                ? Optional.of(new WaafiAnswer(answered.status(), answered.body()))
                : Optional.empty();
    }

    private Reply sent(String service, String reference, String transactionId) {
        return call(
                service,
                credentials()
                        .add("referenceId", reference)
                        .add("transactionId", transactionId)
                        .add("description", DESCRIPTION),
                terms.deadline());
    }

    @Override
    public RefundOutcome refund(Return wanted) {
        Reply reply = sent("API_CANCELPURCHASE", wanted.id(), wanted.externalId());
        if (!(reply instanceof Reply.Answered answered)) {
            return reply instanceof Reply.NotSent ? new RefundOutcome.NotSent() : new RefundOutcome.Unknown();
        }
        WaafiAnswer answer = new WaafiAnswer(answered.status(), answered.body());
        if (answer.isApproved() || answer.wasCancelledBefore()) {
            return new RefundOutcome.Refunded(wanted.externalId());
        }
        return answer.refusal(provider(), waafi) instanceof PayOutcome.Failed
                ? new RefundOutcome.Refused(Outcome.REFUND_REFUSED)
                : new RefundOutcome.Unknown();
    }

    @Override
    public RefundOutcome refundState(Return wanted) {
        Reply reply = call("API_GETTRANINFO", credentials().add("referenceId", wanted.id()), terms.deadline());
        if (!(reply instanceof Reply.Answered answered)) {
            return new RefundOutcome.Unknown();
        }
        WaafiAnswer answer = new WaafiAnswer(answered.status(), answered.body());
        if (answer.isNotFound()) {
            return new RefundOutcome.NotFound();
        }
        return answer.isApproved() || answer.wasCancelledBefore()
                ? new RefundOutcome.Refunded(wanted.externalId())
                : new RefundOutcome.Unknown();
    }

    @Override
    public Optional<News> parse(Call call) {
        return Optional.empty(); // it has no callbacks but those of its pages, which we do not use
    }

    private JsonObjectBuilder credentials() {
        return Json.createObjectBuilder()
                .add("merchantUid", waafi.merchantUid())
                .add("apiUserId", waafi.apiUserId())
                .add("apiKey", waafi.apiKey().value());
    }

    private Reply call(String service, JsonObjectBuilder parameters, Duration deadline) {
        return http.send(HttpCall.post(
                terms.at("/asm"),
                Json.createObjectBuilder()
                        .add("schemaVersion", "1.0")
                        .add("requestId", UUID.randomUUID().toString())
                        .add("timestamp", TIMESTAMP.format(LocalDateTime.ofInstant(clock.instant(), MOGADISHU)))
                        .add("channelName", "WEB")
                        .add("serviceName", service)
                        .add("serviceParams", parameters)
                        .build(),
                deadline));
    }
}
