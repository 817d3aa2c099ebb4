package io.tokenline.payment.daraja;

import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.Call;
import io.tokenline.payment.http.Reply;
import io.tokenline.payment.http.WalletHttp;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Calls Daraja with an access token, which is kept until shortly before its end and replaced once where it is refused. */
final class DarajaSession {

    /** A token that ends while a call is on its way is refused. */
    private static final Duration EARLY = Duration.ofSeconds(60);

    private static final String TOKEN_REFUSED = "404.001.03";

    /** An access token and until when it is used. */
    private record Access(String token, Instant until) {}

    private final WalletTerms terms;
    private final DarajaTerms.App app;
    private final WalletHttp http;
    private final Clock clock;
    private Access access = new Access("", Instant.MIN);

    DarajaSession(WalletTerms terms, DarajaTerms.App app, WalletHttp http, Clock clock) {
        this.terms = terms;
        this.app = app;
        this.http = http;
        this.clock = clock;
    }

    /** Sends a request; a refused token means that it was not acted on, so that it may be sent once more. */
    Reply post(String path, JsonObject body) {
        Optional<String> token = token("");
        if (token.isEmpty()) {
            return new Reply.NotSent();
        }
        Reply first = send(path, body, token.get());
        if (!isTokenRefused(first)) {
            return first;
        }
        return token(token.get()).map(fresh -> send(path, body, fresh)).orElseGet(Reply.NotSent::new);
    }

    private Reply send(String path, JsonObject body, String token) {
        return http.send(Call.post(terms.at(path), body, terms.deadline()).with("Authorization", "Bearer " + token));
    }

    private static boolean isTokenRefused(Reply reply) {
        return reply instanceof Reply.Answered answered
                && (answered.status() == 401
                        || answered.body().text("errorCode").equals(TOKEN_REFUSED));
    }

    /** The token in use, or a new one where it ends soon or is the one that was refused. */
    private synchronized Optional<String> token(String refused) {
        if (clock.instant().isBefore(access.until()) && !access.token().equals(refused)) {
            return Optional.of(access.token());
        }
        String basic = app.key().value() + ":" + app.secret().value();
        Reply reply = http.send(Call.get(terms.at("/oauth/v1/generate?grant_type=client_credentials"), terms.deadline())
                .with(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8))));
        if (!(reply instanceof Reply.Answered answered) || !answered.isOk()) {
            return Optional.empty();
        }
        String token = answered.body().text("access_token");
        long seconds = answered.body()
                .number("expires_in")
                .map(java.math.BigDecimal::longValue)
                .orElse(0L);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        access = new Access(token, clock.instant().plusSeconds(seconds).minus(EARLY));
        return Optional.of(token);
    }
}
