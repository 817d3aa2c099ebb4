package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.token.TidFloor;
import io.tokenline.vending.TokenCheck;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a token is, and how token identifiers go on after a database was restored. */
@Path("/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TokensResource {

    @Inject
    private TokenCheck check;

    @Inject
    private TidFloor floor;

    @Inject
    private Caller caller;

    /** What a customer reads to support. */
    public record Question(@Nullable String meter, @Nullable String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Question[" + meter + "]";
        }
    }

    /** Why. */
    public record Reason(@Nullable String reason) {}

    /** Where token identifiers begin. */
    public record Floor(String from) {}

    /** What a 20-digit code is, and whether this meter would take it; written down and limited. */
    @POST
    @Path("/check")
    @Allowed({Role.SUPPORT, Role.ENGINEER})
    public TokenCheck.Finding check(@Nullable Question question) {
        if (question == null || question.meter() == null || question.token() == null) {
            throw Refusal.invalid("Send meter (its number) and token (20 digits).");
        }
        TokenCheck.Result result = check.check(question.meter(), question.token(), caller.name());
        if (result.outcome() == Outcome.TOO_MANY) {
            throw Refusal.tooMany("You have checked too many tokens within an hour.", Duration.ofMinutes(10));
        }
        return result.finding().orElseThrow(() -> Refusal.of(result.outcome()));
    }

    /** To be said after a database was restored from a backup: identifiers then begin beyond all that may be issued. */
    @POST
    @Path("/restored")
    @Allowed(Role.ADMIN)
    public Floor restored(@Nullable Reason why) {
        String reason = Reasons.checked(why == null ? null : why.reason());
        return new Floor(floor.restored(caller.name(), reason).toString());
    }
}
