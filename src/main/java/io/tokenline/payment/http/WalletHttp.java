package io.tokenline.payment.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to one wallet. Nothing is sent twice here: whether that is safe, the wallet alone knows. */
public final class WalletHttp {

    private static final Logger LOG = LoggerFactory.getLogger(WalletHttp.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Said by something in front of the provider, which itself did not answer. */
    private static final Set<Integer> NOBODY_THERE = Set.of(502, 503, 504);

    private final String wallet;
    private final HttpClient client;
    private final CircuitBreaker breaker;

    /**
     * A connection.
     *
     * @param wallet its name in the log
     * @param executor for the steps of calls alone: where its threads waited for anything, no answer would be read
     */
    public WalletHttp(String wallet, Executor executor, Clock clock) {
        this.wallet = wallet;
        this.breaker = new CircuitBreaker(clock);
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
    }

    /** Whether a call would be made now. */
    public boolean isUp() {
        return breaker.isClosed();
    }

    /** Calls, and waits for the whole answer until the call's deadline. */
    public Reply send(HttpCall call) {
        if (!breaker.mayCall()) {
            return new Reply.NotSent();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address()).timeout(call.deadline());
        call.headers().forEach(request::setHeader);
        request.method(
                call.method(),
                call.body().isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(call.body()));
        return await(call, client.sendAsync(request.build(), info -> new BoundedBody()));
    }

    private Reply await(HttpCall call, CompletableFuture<HttpResponse<String>> answer) {
        try {
            HttpResponse<String> response = answer.get(call.deadline().toMillis(), TimeUnit.MILLISECONDS);
            if (NOBODY_THERE.contains(response.statusCode())) {
                failed(call, "HTTP " + response.statusCode());
            } else {
                breaker.succeeded();
            }
            return new Reply.Answered(response.statusCode(), Fields.of(response.body()));
        } catch (ExecutionException e) {
            failed(call, String.valueOf(e.getCause()));
            return wasNotSent(e.getCause()) ? new Reply.NotSent() : new Reply.NoAnswer();
        } catch (TimeoutException e) {
            answer.cancel(true);
            failed(call, "no answer within " + call.deadline());
            return new Reply.NoAnswer();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Reply.NoAnswer();
        }
    }

    private static boolean wasNotSent(@Nullable Throwable cause) {
        if (cause instanceof IOException && cause.getCause() instanceof UnresolvedAddressException) {
            return true;
        }
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException;
    }

    private void failed(HttpCall call, String why) {
        boolean opened = breaker.failed();
        LOG.warn("TKL-7101 wallet {}: {} failed: {}", wallet, call, why);
        if (opened) {
            LOG.error("TKL-7102 wallet {}: it is not called for {}", wallet, CircuitBreaker.PAUSE);
        }
    }
}
