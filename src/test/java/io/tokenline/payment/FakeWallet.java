package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A wallet that answers as a test says and remembers what it was asked. */
public final class FakeWallet implements Wallet {

    /** What it was asked for, in order. */
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What it was asked about, in order. */
    public final List<Request> queries = new CopyOnWriteArrayList<>();

    /** What it was asked to take of what it holds, in order. */
    public final List<Request> captures = new CopyOnWriteArrayList<>();

    /** What it was asked to let go, in order. */
    public final List<Request> releases = new CopyOnWriteArrayList<>();

    /** What it was asked to give back, in order. */
    public final List<Return> returns = new CopyOnWriteArrayList<>();

    private volatile Function<Return, RefundOutcome> onRefund = r -> new RefundOutcome.Refunded("B1");
    /** Which refunds it was asked about, in order. */
    public final List<Return> returnQueries = new CopyOnWriteArrayList<>();

    private volatile Function<Return, RefundOutcome> onRefundQuery = r -> new RefundOutcome.Unknown();
    private volatile Function<Request, PayOutcome> onCapture = r -> new PayOutcome.Paid(r.externalId(), r.amount());
    private volatile Function<Request, PayOutcome> onRelease = r -> new PayOutcome.Released();
    private volatile Function<Money, Outcome> onJudge = amount -> Outcome.OK;
    private volatile long confirmsFrom = Long.MAX_VALUE;
    private volatile Function<Request, PayOutcome> onRequest = r -> new PayOutcome.Accepted("W1");
    private volatile Function<Request, PayOutcome> onQuery = r -> new PayOutcome.Accepted("W1");

    private volatile Optional<BiFunction<Instant, Instant, List<StatementLine>>> onStatement = Optional.empty();

    private volatile boolean tells = true;

    /** From now on it says of no request what became of it: whoever asks sends the same one again. */
    public void tellsNothing() {
        tells = false;
    }

    /** What it lists from now on; before, it lists nothing. */
    public void onStatement(BiFunction<Instant, Instant, List<StatementLine>> answer) {
        onStatement = Optional.of(answer);
    }

    /** What it answers to requests from now on. */
    public void onRequest(Function<Request, PayOutcome> answer) {
        onRequest = answer;
    }

    /** What it answers to queries from now on. */
    public void onQuery(Function<Request, PayOutcome> answer) {
        onQuery = answer;
    }

    /** What it answers from now on when it is to take what it holds. */
    public void onCapture(Function<Request, PayOutcome> answer) {
        onCapture = answer;
    }

    /** What it answers from now on when it is to let go of what it holds. */
    public void onRelease(Function<Request, PayOutcome> answer) {
        onRelease = answer;
    }

    /** What it answers from now on when it is to give back. */
    public void onRefund(Function<Return, RefundOutcome> answer) {
        onRefund = answer;
    }

    /** What it answers from now on when it is asked about a refund. */
    public void onRefundQuery(Function<Return, RefundOutcome> answer) {
        onRefundQuery = answer;
    }

    /** Which amounts it could take from now on. */
    public void onJudge(Function<Money, Outcome> answer) {
        onJudge = answer;
    }

    /** From how many cents on its callbacks are confirmed by a query. */
    public void confirmFrom(long minor) {
        confirmsFrom = minor;
    }

    /** The body of a callback that says: paid. */
    public static String paid(String attemptId, long minor) {
        return attemptId + " PAID " + minor;
    }

    /** The body of a callback that says: not paid. */
    public static String failed(String attemptId, Outcome reason) {
        return attemptId + " FAILED " + reason;
    }

    @Override
    public String provider() {
        return "fake";
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        if (onStatement.isEmpty()) {
            all.remove(Capability.STATEMENT);
        }
        if (!tells) {
            all.remove(Capability.QUERY);
        }
        return all;
    }

    @Override
    public List<StatementLine> statement(Instant from, Instant until) {
        return onStatement.orElseThrow().apply(from, until);
    }

    @Override
    public PayOutcome request(Request request) {
        requests.add(request);
        return onRequest.apply(request);
    }

    @Override
    public PayOutcome query(Request request) {
        queries.add(request);
        return onQuery.apply(request);
    }

    @Override
    public PayOutcome capture(Request request) {
        captures.add(request);
        return onCapture.apply(request);
    }

    @Override
    public RefundOutcome refund(Return wanted) {
        returns.add(wanted);
        return onRefund.apply(wanted);
    }

    @Override
    public RefundOutcome refundState(Return wanted) {
        returnQueries.add(wanted);
        return onRefundQuery.apply(wanted);
    }

    @Override
    public PayOutcome release(Request request) {
        releases.add(request);
        return onRelease.apply(request);
    }

    @Override
    public Outcome judge(Money amount) {
        return onJudge.apply(amount);
    }

    @Override
    public boolean confirms(Money amount) {
        return amount.minor() >= confirmsFrom;
    }

    @Override
    public Optional<News> parse(Call call) {
        List<String> words = List.of(call.body().split(" "));
        if (words.size() == 4 && words.get(0).equals("refund")) {
            return Optional.of(
                    new News.OfRefund(call.body(), Optional.of(words.get(1)), "B1", new RefundOutcome.Refunded("B1")));
        }
        if (words.size() < 3) {
            return Optional.empty();
        }
        PayOutcome outcome = words.get(1).equals("PAID")
                ? new PayOutcome.Paid("W1", money(words))
                : words.get(1).equals("LOOK")
                        ? new PayOutcome.Unknown()
                        : new PayOutcome.Failed(Outcome.valueOf(words.get(2)));
        return Optional.of(new News.OfAttempt(call.body(), words.get(0), outcome));
    }

    private static Money money(List<String> words) {
        Money shillings = kes(Long.parseLong(words.get(2)));
        return words.size() == 3 ? shillings : new Money(shillings.minor(), Currency.getInstance(words.get(3)));
    }

    /** An amount in cents. */
    public static Money kes(long minor) {
        return new Money(minor, Currency.getInstance("KES"));
    }
}
