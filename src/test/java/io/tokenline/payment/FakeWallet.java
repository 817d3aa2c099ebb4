package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A wallet that answers as a test says and remembers what it was asked. */
public final class FakeWallet implements Wallet {

    /** What it was asked for, in order. */
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What it was asked about, in order. */
    public final List<Request> queries = new CopyOnWriteArrayList<>();

    private volatile Function<Request, PayOutcome> onRequest = r -> new PayOutcome.Accepted("W1");
    private volatile Function<Request, PayOutcome> onQuery = r -> new PayOutcome.Accepted("W1");

    /** What it answers to requests from now on. */
    public void onRequest(Function<Request, PayOutcome> answer) {
        onRequest = answer;
    }

    /** What it answers to queries from now on. */
    public void onQuery(Function<Request, PayOutcome> answer) {
        onQuery = answer;
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
    public Optional<News> parse(String body) {
        List<String> words = List.of(body.split(" "));
        if (words.size() != 3) {
            return Optional.empty();
        }
        PayOutcome outcome = words.get(1).equals("PAID")
                ? new PayOutcome.Paid("W1", kes(Long.parseLong(words.get(2))))
                : new PayOutcome.Failed(Outcome.valueOf(words.get(2)));
        return Optional.of(new News(words.get(0), outcome));
    }

    /** An amount in cents. */
    public static Money kes(long minor) {
        return new Money(minor, Currency.getInstance("KES"));
    }
}
