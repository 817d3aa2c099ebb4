package io.tokenline.payment.http;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Calls a wallet with an access token, which is kept until shortly before its end and replaced once where it is refused. */
public final class Session {

    /** A token that ends while a call is on its way is refused. */
    private static final Duration EARLY = Duration.ofSeconds(60);

    /** An access token and until when it is used. */
    private record Access(String token, Instant until) {}

    private final WalletHttp http;
    private final HttpCall login;
    private final Predicate<Reply.Answered> refused;
    private final Clock clock;
    private Access access = new Access("", Instant.MIN);

    /**
     * A session.
     *
     * @param login asks for a token: the answer has {@code access_token} and {@code expires_in} seconds
     * @param refused whether an answer means that the token was refused, and the call therefore not acted on
     */
    public Session(WalletHttp http, HttpCall login, Predicate<Reply.Answered> refused, Clock clock) {
        this.http = http;
        this.login = login;
        this.refused = refused;
        this.clock = clock;
    }

    /** Calls; where the token is refused, once more with a new one. Without a token nothing is sent. */
    public Reply send(HttpCall call) {
        Optional<String> token = token("");
        if (token.isEmpty()) {
            return new Reply.NotSent();
        }
        Reply first = send(call, token.get());
        if (!(first instanceof Reply.Answered answered) || !refused.test(answered)) {
            return first;
        }
        return token(token.get()).map(fresh -> send(call, fresh)).orElseGet(Reply.NotSent::new);
    }

    private Reply send(HttpCall call, String token) {
        return http.send(call.with("Authorization", "Bearer " + token));
    }

    /** The token in use, or a new one where it ends soon or is the one that was refused. */
    private synchronized Optional<String> token(String unusable) {
        if (clock.instant().isBefore(access.until()) && !access.token().equals(unusable)) {
            return Optional.of(access.token());
        }
        if (!(http.send(login) instanceof Reply.Answered answered) || !answered.isOk()) {
            return Optional.empty();
        }
        String token = answered.body().text("access_token");
        long seconds =
                answered.body().number("expires_in").map(BigDecimal::longValue).orElse(0L);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        access = new Access(token, clock.instant().plusSeconds(seconds).minus(EARLY));
        return Optional.of(token);
    }
}
