package io.tokenline.payment.airtel;

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
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Airtel Money: a push under our own reference and an enquiry by it, which says how it stands in two letters. Callbacks are
 * unsigned: they only make us ask. An ambiguous state is asked about until a person has to.
 */
final class Airtel extends ConnectedWallet {

    private static final Logger LOG = LoggerFactory.getLogger(Airtel.class);
    private static final String IN_PROCESS = "DP00800001006";

    private final AirtelKind.Account account;
    private final Session session;

    Airtel(WalletTerms terms, AirtelKind.Account account, WalletHttp http, Clock clock) {
        super(terms, http);
        this.account = account;
        JsonObject credentials = Json.createObjectBuilder()
                .add("client_id", account.id())
                .add("client_secret", account.secret().value())
                .add("grant_type", "client_credentials")
                .build();
        HttpCall login = HttpCall.post(terms.at("/auth/oauth2/token"), credentials, terms.deadline());
        this.session = new Session(http, login, answered -> answered.status() == 401, clock);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.QUERY, Capability.REFUND);
    }

    private HttpCall placed(HttpCall call) {
        return call.with("X-Country", account.country())
                .with("X-Currency", terms.currency().getCurrencyCode());
    }

    /** Without decimals that are zero, and without an exponent. */
    private static BigDecimal plain(Money money) {
        BigDecimal amount = money.amount().stripTrailingZeros();
        return amount.setScale(Math.max(0, amount.scale()), RoundingMode.UNNECESSARY);
    }

    /** Airtel takes letters and digits only. */
    private static String bare(String id) {
        return id.replace("-", "");
    }

    @Override
    public PayOutcome request(Request request) {
        String national =
                request.payer().digits().substring(account.countryCode().length());
        Reply reply = session.send(placed(HttpCall.post(
                terms.at("/merchant/v1/payments/"),
                Json.createObjectBuilder()
                        .add("reference", request.saleReference())
                        .add(
                                "subscriber",
                                Json.createObjectBuilder()
                                        .add("country", account.country())
                                        .add("currency", terms.currency().getCurrencyCode())
                                        .add("msisdn", national))
                        .add(
                                "transaction",
                                Json.createObjectBuilder()
                                        .add("amount", plain(request.amount()))
                                        .add("country", account.country())
                                        .add("currency", terms.currency().getCurrencyCode())
                                        .add("id", bare(request.id())))
                        .build(),
                terms.deadline())));
        if (!(reply instanceof Reply.Answered answered)) {
            return reply instanceof Reply.NotSent ? new PayOutcome.NotFound() : new PayOutcome.Unknown();
        }
        Fields status = answered.body().at("status");
        if (answered.isOk()
                && (status.text("response_code").equals(IN_PROCESS)
                        || status.object().getBoolean("success", false))) {
            return new PayOutcome.Accepted(bare(request.id()));
        }
        if (answered.isOk() || answered.status() >= 500) {
            return new PayOutcome.Unknown(); // an enquiry tells
        }
        LOG.error(
                "TKL-7500 wallet {}: a request was refused, HTTP {}: mend the settings", provider(), answered.status());
        return new PayOutcome.Failed(Outcome.WALLET_UNAVAILABLE);
    }

    @Override
    public PayOutcome query(Request request) {
        Reply reply = session.send(
                placed(HttpCall.get(terms.at("/standard/v1/payments/" + bare(request.id())), terms.deadline())));
        if (!(reply instanceof Reply.Answered answered) || !answered.isOk()) {
            return new PayOutcome.Unknown();
        }
        Fields transaction = answered.body().at("data", "transaction");
        String receipt = transaction.text("airtel_money_id");
        return switch (transaction.text("status")) {
            case "TS" ->
                receipt.isEmpty() || receipt.length() > 80
                        ? new PayOutcome.Untold()
                        : new PayOutcome.Paid(receipt, request.amount(), receipt);
            case "TF" -> new PayOutcome.Failed(Outcome.PAYMENT_DECLINED);
            case "TE" -> new PayOutcome.Failed(Outcome.PAYMENT_EXPIRED);
            case "TIP" -> new PayOutcome.Accepted(bare(request.id()));
            default -> new PayOutcome.Unknown(); // TA: ambiguous, the money may be taken
        };
    }

    /** Airtel calls one address, set in its portal; it makes us ask. */
    @Override
    public Optional<News> parse(Wallet.Call call) {
        Fields transaction = Fields.of(call.body()).at("transaction");
        String id = transaction.text("id");
        String code = transaction.text("status_code");
        if (!id.matches("[0-9a-f]{32}") || code.isEmpty() || code.length() > 10) {
            return Optional.empty();
        }
        return Optional.of(new News.OfAttempt("push " + id + " " + code, dashed(id), new PayOutcome.Unknown()));
    }

    private static String dashed(String id) {
        return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    @Override
    public RefundOutcome refund(Return wanted) {
        Reply reply = session.send(placed(HttpCall.post(
                terms.at("/standard/v2/payments/refund"),
                Json.createObjectBuilder()
                        .add("transaction", Json.createObjectBuilder().add("airtel_money_id", wanted.receipt()))
                        .build(),
                terms.deadline())));
        if (!(reply instanceof Reply.Answered answered)) {
            return reply instanceof Reply.NotSent ? new RefundOutcome.NotSent() : new RefundOutcome.Unknown();
        }
        if (answered.isOk() && answered.body().at("status").object().getBoolean("success", false)) {
            return new RefundOutcome.Refunded(wanted.receipt());
        }
        return answered.status() >= 400 && answered.status() < 500
                ? new RefundOutcome.Refused(Outcome.REFUND_REFUSED)
                : new RefundOutcome.Unknown();
    }
}
