package io.tokenline.console;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.smpp.AccountDesk;
import io.tokenline.smpp.Traces;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose PDUs go to the log of this server, masked, for some minutes. */
@Path("/trace")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class TraceResource {

    private static final int MINUTES_MAX = 30;
    private static final int MINUTES = 5;

    @Inject
    private Traces traces;

    @Inject
    private AccountDesk desk;

    @Inject
    private Settings settings;

    @Inject
    private Caller caller;

    /** Either of an account or of a phone. */
    public record Wanted(
            @Nullable String account,
            @Nullable String msisdn,
            @Nullable Integer minutes) {

        /** Without the phone number. */
        @Override
        public String toString() {
            return "Wanted[" + account + "]";
        }
    }

    /** A trace, the phone masked. */
    public record Listed(String name, String until) {}

    /** Those that are going on; a few at most. */
    @GET
    @Allowed({Role.ADMIN, Role.AUDITOR})
    public List<Listed> list() {
        return traces.open().stream()
                .map(trace -> new Listed(trace.subject(), trace.until().toString()))
                .toList();
    }

    /** Begins one, or lets it go on. */
    @POST
    public List<Listed> begin(@Nullable Wanted wanted) {
        if (wanted == null || (wanted.account() == null) == (wanted.msisdn() == null)) {
            throw Refusal.invalid("Send {\"msisdn\":\"…\",\"minutes\":5} or {\"account\":\"…\",\"minutes\":5}.");
        }
        int minutes = wanted.minutes() == null ? MINUTES : wanted.minutes();
        if (minutes < 1 || minutes > MINUTES_MAX) {
            throw Refusal.invalid("minutes is a whole number from 1 to " + MINUTES_MAX + ".");
        }
        Optional<Msisdn> phone = Optional.ofNullable(wanted.msisdn()).map(this::phone);
        Outcome outcome =
                desk.trace(caller.name(), Optional.ofNullable(wanted.account()), phone, Duration.ofMinutes(minutes));
        if (outcome != Outcome.OK) {
            throw Refusal.of(
                    outcome,
                    outcome == Outcome.TOO_MANY
                            ? "There are as many traces as there may be; wait for one to end."
                            : AccountsResource.sentence(outcome));
        }
        return list();
    }

    private Msisdn phone(String text) {
        return Msisdn.parse(text, settings.countryCode())
                .orElseThrow(() -> Refusal.invalid("msisdn is a phone number such as 254700000001."));
    }
}
