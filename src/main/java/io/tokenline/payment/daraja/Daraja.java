package io.tokenline.payment.daraja;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.payment.ConnectedWallet;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.StatementLine;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.Fields;
import io.tokenline.payment.http.HttpCall;
import io.tokenline.payment.http.Reply;
import io.tokenline.payment.http.Session;
import io.tokenline.payment.http.WalletHttp;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * M-Pesa: pushes a prompt to the customer's phone (STK), is told by callback or asks, takes what customers send to our
 * pay bill number, and reverses. A push has no number of ours, so the address of its callback carries the attempt.
 */
final class Daraja extends ConnectedWallet {

    private static final Logger LOG = LoggerFactory.getLogger(Daraja.class);
    private static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final String CALLED_FOR = "Electricity";

    /** While the customer has not decided, a query is answered with this error. */
    private static final String IN_PROCESS = "500.001.1001";

    /** Said by the gateway before the request reaches M-Pesa: too many calls. */
    private static final Set<String> TOO_MANY = Set.of("500.003.02", "500.003.03", "500.003.1001");

    private final DarajaTerms daraja;
    private final Session session;
    private final DarajaNews news;
    private final DarajaReversals reversals;
    private final Clock clock;

    Daraja(WalletTerms terms, DarajaTerms daraja, WalletHttp http, Clock clock) {
        super(terms, http);
        this.daraja = daraja;
        this.session = new Session(http, login(), Daraja::isTokenRefused, clock);
        this.news = new DarajaNews(terms.currency());
        this.reversals = new DarajaReversals(terms, daraja, this::post);
        this.clock = clock;
    }

    private HttpCall login() {
        String basic = daraja.app().key().value() + ":" + daraja.app().secret().value();
        return HttpCall.get(terms.at("/oauth/v1/generate?grant_type=client_credentials"), terms.deadline())
                .with(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isTokenRefused(Reply.Answered answered) {
        return answered.status() == 401 || answered.body().text("errorCode").equals("404.001.03");
    }

    private Reply post(String path, JsonObject body) {
        return session.send(HttpCall.post(terms.at(path), body, terms.deadline()));
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.of(Capability.QUERY, Capability.BILL, Capability.STATEMENT);
        if (daraja.initiator().isPresent()) {
            all.add(Capability.REFUND);
            all.add(Capability.REFUND_QUERY);
            all.add(Capability.CONFIRM);
        }
        return all;
    }

    @Override
    public boolean confirms(Money amount) {
        return terms.confirms(amount);
    }

    @Override
    public Outcome judge(Money amount) {
        Outcome judged = super.judge(amount);
        return judged == Outcome.OK && !isWhole(amount) ? Outcome.AMOUNT_NOT_WHOLE : judged;
    }

    private static boolean isWhole(Money amount) {
        return amount.amount().stripTrailingZeros().scale() <= 0;
    }

    @Override
    public PayOutcome request(Request request) {
        String shillings = request.amount().amount().toBigIntegerExact().toString();
        Reply reply = post(
                "/mpesa/stkpush/v1/processrequest",
                signed().add("TransactionType", daraja.transactionType())
                        .add("Amount", shillings)
                        .add("PartyA", request.payer().digits())
                        .add("PartyB", daraja.receiver())
                        .add("PhoneNumber", request.payer().digits())
                        .add("CallBackURL", terms.callback(DarajaNews.PUSH + request.id()))
                        .add("AccountReference", request.saleReference())
                        .add("TransactionDesc", CALLED_FOR)
                        .build());
        if (reply instanceof Reply.Answered answered) {
            return pushed(answered);
        }
        return reply instanceof Reply.NotSent ? new PayOutcome.NotFound() : new PayOutcome.Unknown();
    }

    private JsonObjectBuilder signed() {
        String now = TIMESTAMP.format(LocalDateTime.ofInstant(clock.instant(), NAIROBI));
        String password = daraja.shortCode() + daraja.app().passkey().value() + now;
        return Json.createObjectBuilder()
                .add("BusinessShortCode", daraja.shortCode())
                .add("Password", Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8)))
                .add("Timestamp", now);
    }

    private PayOutcome pushed(Reply.Answered answered) {
        Fields body = answered.body();
        String pushId = body.text("CheckoutRequestID");
        if (answered.isOk() && body.text("ResponseCode").equals("0") && !pushId.isEmpty()) {
            return new PayOutcome.Accepted(pushId);
        }
        String error = body.text("errorCode");
        if (answered.status() == 429 || TOO_MANY.contains(error)) {
            return new PayOutcome.NotFound();
        }
        if (error.equals(IN_PROCESS) && body.text("errorMessage").contains("lock")) {
            return DarajaCode.busy();
        }
        String code = body.text("ResponseCode");
        // 0 without a number: it is taken, and only its callback tells of it
        boolean refused = answered.isOk() ? !code.isEmpty() && !code.matches("0+") : answered.status() < 500;
        if (!refused && !error.equals(IN_PROCESS)) {
            return new PayOutcome.Unknown();
        }
        LOG.error(
                "TKL-7200 wallet {}: a push was refused, HTTP {}, error {}{}: mend the settings",
                provider(),
                answered.status(),
                error,
                code);
        return new PayOutcome.Failed(Outcome.WALLET_UNAVAILABLE);
    }

    @Override
    public PayOutcome query(Request request) {
        if (request.externalId().isEmpty()) {
            return new PayOutcome.Unknown(); // the push was not answered: only its callback can tell
        }
        Reply reply = post(
                "/mpesa/stkpushquery/v1/query",
                signed().add("CheckoutRequestID", request.externalId()).build());
        if (!(reply instanceof Reply.Answered answered)) {
            return new PayOutcome.Unknown();
        }
        String code = answered.body().text("ResultCode");
        if (answered.isOk() && code.equals(DarajaCode.PAID)) {
            return new PayOutcome.Paid(request.externalId(), request.amount());
        }
        if (answered.body().text("errorCode").equals(IN_PROCESS) || (answered.isOk() && code.equals("4999"))) {
            return new PayOutcome.Accepted(request.externalId());
        }
        return answered.isOk() && !code.isEmpty() ? DarajaCode.queried(code) : new PayOutcome.Unknown();
    }

    @Override
    public Optional<News> parse(Wallet.Call call) {
        return news.read(call);
    }

    @Override
    public Optional<Question> question(Wallet.Call call) {
        return call.path().equals(DarajaNews.MAY_PAY)
                ? Optional.of(news.question(Fields.of(call.body()))
                        .orElseGet(() -> new Question("", new Money(0, terms.currency()))))
                : Optional.empty();
    }

    @Override
    public String answer(Outcome judged) {
        String code = switch (judged) {
            case OK -> "0";
            case METER_NUMBER_INVALID, METER_UNKNOWN, METER_BLOCKED, PHONE_NOT_REGISTERED -> "C2B00012";
            case AMOUNT_INVALID, AMOUNT_TOO_LOW, AMOUNT_TOO_HIGH, AMOUNT_NOT_ENCODABLE, TOKEN_LIMIT -> "C2B00013";
            default -> "C2B00016";
        };
        return answer(code, judged == Outcome.OK ? "Accepted" : "Rejected");
    }

    @Override
    public String acknowledgement() {
        return answer("0", "Accepted");
    }

    private static String answer(String code, String description) {
        return Json.createObjectBuilder()
                .add("ResultCode", code)
                .add("ResultDesc", description)
                .build()
                .toString();
    }

    @Override
    public RefundOutcome refund(Return wanted) {
        return reversals.reverse(wanted);
    }

    @Override
    public Optional<String> confirm(String receipt) {
        return reversals.confirm(receipt);
    }

    @Override
    public RefundOutcome refundState(Return wanted) {
        return reversals.ask(wanted);
    }

    @Override
    public List<StatementLine> statement(Instant from, Instant until) {
        return new DarajaStatement(this::post, daraja.shortCode(), terms.currency()).lines(from, until);
    }

    /** Tells Daraja where it asks and tells about payments to our pay bill number; in production once. */
    @Override
    public boolean register() {
        Reply reply = post(
                "/mpesa/c2b/v2/registerurl",
                Json.createObjectBuilder()
                        .add("ShortCode", daraja.shortCode())
                        .add("ResponseType", "Cancelled") // where we do not answer, nobody pays
                        .add("ConfirmationURL", terms.callback(DarajaNews.HAS_PAID))
                        .add("ValidationURL", terms.callback(DarajaNews.MAY_PAY))
                        .build());
        return reply instanceof Reply.Answered answered
                && answered.isOk()
                && answered.body().text("ResponseCode").matches("0+");
    }
}
