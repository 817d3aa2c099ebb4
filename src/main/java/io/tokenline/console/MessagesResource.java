package io.tokenline.console;

import io.tokenline.Msisdn;
import io.tokenline.Settings;
import io.tokenline.delivery.MessageView;
import io.tokenline.delivery.Outbox;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SMS owed to customers, with what operators said to them. */
@Path("/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
public class MessagesResource {

    @Inject
    private Outbox outbox;

    @Inject
    private Settings settings;

    /** One time that a message was handed to an operator; {@code commandStatus} is missing where he said nothing. */
    public record Attempt(
            String at, String way, String result, @Nullable Integer commandStatus) {

        static Attempt of(MessageView.Attempt attempt) {
            return new Attempt(
                    attempt.at().toString(),
                    attempt.way(),
                    attempt.result().name(),
                    attempt.commandStatus().isPresent()
                            ? attempt.commandStatus().getAsInt()
                            : null);
        }
    }

    /** A part that an operator took and promised a receipt for. */
    public record Receipt(int attempt, String way, String operatorId, String sentAt, boolean delivered) {

        static Receipt of(MessageView.Part part) {
            return new Receipt(
                    part.attempt(), part.way(), part.operatorId(), part.sentAt().toString(), part.delivered());
        }
    }

    /** A message; {@code text} is missing where it is secret, and the phone is masked. */
    public record Listed(
            long id,
            String kind,
            @Nullable String saleReference,
            String link,
            String msisdn,
            @Nullable String text,
            String state,
            String createdAt,
            String changedAt,
            String expiresAt,
            @Nullable String nextAt,
            List<Attempt> attempts,
            List<Receipt> receipts) {

        static Listed of(MessageView message) {
            return new Listed(
                    message.id(),
                    message.kind().name(),
                    message.saleReference().orElse(null),
                    message.link(),
                    message.to().masked(),
                    message.text().orElse(null),
                    message.state().name(),
                    message.createdAt().toString(),
                    message.changedAt().toString(),
                    message.expiresAt().toString(),
                    message.nextAt().map(Instant::toString).orElse(null),
                    message.attempts().stream().map(Attempt::of).toList(),
                    message.receipts().stream().map(Receipt::of).toList());
        }

        /** Without the text. */
        @Override
        public String toString() {
            return "Listed[" + id + "]";
        }
    }

    /** Messages, newest first, to a phone where one is given. */
    @GET
    public List<Listed> list(
            @QueryParam("msisdn") @Nullable String msisdn,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return outbox.page(phone(msisdn), page.afterId(Long.MAX_VALUE), page.limit()).stream()
                .map(Listed::of)
                .toList();
    }

    private Optional<Msisdn> phone(@Nullable String typed) {
        if (typed == null || typed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Msisdn> phone = Msisdn.parse(typed, settings.countryCode());
        if (phone.isEmpty()) {
            throw Refusal.invalid("A phone number is written 07…, 254… or +254….");
        }
        return phone;
    }
}
