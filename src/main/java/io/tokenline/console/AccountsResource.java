package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.Secret;
import io.tokenline.smpp.AccountDesk;
import io.tokenline.smpp.Accounts;
import io.tokenline.smpp.SmppServer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operators who bind to us: what was agreed with them, and what to do with their binds. */
@Path("/accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class AccountsResource {

    private static final int DRAIN_SECONDS = 180;
    private static final int MINUTES_MAX = 30 * 24 * 60;
    private static final int SECONDS_MAX = 3_600;

    @Inject
    private Accounts accounts;

    @Inject
    private AccountDesk desk;

    @Inject
    private SmppServer server;

    @Inject
    private Caller caller;

    /** A new password, and for how long the one before goes on. */
    public record Rotation(
            @Nullable String password, @Nullable Integer overlapMinutes) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Rotation[" + overlapMinutes + "]";
        }
    }

    /** How long dialogs may go on before the binds end. */
    public record Draining(@Nullable Integer seconds) {}

    /** All accounts, by name. */
    @GET
    @Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
    public List<AccountView> list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return accounts.page(page.after(), page.limit()).stream()
                .map(server::info)
                .map(AccountView::of)
                .toList();
    }

    /** One account. */
    @GET
    @Path("/{systemId}")
    @Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
    public AccountView one(@PathParam("systemId") String systemId) {
        return view(systemId);
    }

    /** Enters an account, or changes one; what is left out is as a new account has it. */
    @PUT
    @Path("/{systemId}")
    public AccountView put(@PathParam("systemId") String systemId, @Nullable WantedAccount wanted) {
        if (wanted == null) {
            throw Refusal.invalid(
                    "Send {\"password\":\"…\",\"kinds\":[\"TRANSCEIVER\"],\"maxBinds\":2}; the password may"
                            + " be missing where there is one.");
        }
        Optional<Secret> password = Optional.ofNullable(wanted.password()).map(Secret::new);
        return answer(desk.put(caller.name(), systemId, wanted.terms(), password), systemId);
    }

    /** Gives an account a new password; the one before binds for so many minutes more, by default a day. */
    @POST
    @Path("/{systemId}/rotate")
    public AccountView rotate(@PathParam("systemId") String systemId, @Nullable Rotation rotation) {
        if (rotation == null || rotation.password() == null) {
            throw Refusal.invalid("Send {\"password\":\"…\",\"overlapMinutes\":1440}.");
        }
        int minutes = number(rotation.overlapMinutes(), (int) Duration.ofDays(1).toMinutes(), MINUTES_MAX);
        Secret password = new Secret(rotation.password());
        return answer(desk.rotate(caller.name(), systemId, password, Duration.ofMinutes(minutes)), systemId);
    }

    /** Lets an account bind and begin again, whatever stopped it. */
    @POST
    @Path("/{systemId}/enable")
    public AccountView enable(@PathParam("systemId") String systemId) {
        return answer(desk.setEnabled(caller.name(), systemId, true), systemId);
    }

    /** Shuts an account out and closes its binds. */
    @POST
    @Path("/{systemId}/disable")
    public AccountView disable(@PathParam("systemId") String systemId) {
        return answer(desk.setEnabled(caller.name(), systemId, false), systemId);
    }

    /** Begins nothing new with an account; its binds stay. */
    @POST
    @Path("/{systemId}/pause")
    public AccountView pause(@PathParam("systemId") String systemId) {
        return answer(desk.pause(caller.name(), systemId), systemId);
    }

    /** Begins nothing new, and asks its binds to end when dialogs have had their time, by default 180 seconds. */
    @POST
    @Path("/{systemId}/drain")
    public AccountView drain(@PathParam("systemId") String systemId, @Nullable Draining draining) {
        int seconds = number(draining == null ? null : draining.seconds(), DRAIN_SECONDS, SECONDS_MAX);
        return answer(desk.drain(caller.name(), systemId, Duration.ofSeconds(seconds)), systemId);
    }

    /** Closes the binds that an account has now. */
    @POST
    @Path("/{systemId}/kill")
    public AccountView kill(@PathParam("systemId") String systemId) {
        return answer(desk.kill(caller.name(), systemId), systemId);
    }

    private static int number(@Nullable Integer wanted, int otherwise, int max) {
        int number = wanted == null ? otherwise : wanted;
        if (number < 0 || number > max) {
            throw Refusal.invalid("This is a whole number from 0 to " + max + ".");
        }
        return number;
    }

    private AccountView answer(Outcome outcome, String systemId) {
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome, sentence(outcome));
        }
        return view(systemId);
    }

    private AccountView view(String systemId) {
        return accounts.find(systemId)
                .map(server::info)
                .map(AccountView::of)
                .orElseThrow(() -> Refusal.of(Outcome.ACCOUNT_UNKNOWN, sentence(Outcome.ACCOUNT_UNKNOWN)));
    }

    static String sentence(Outcome outcome) {
        return switch (outcome) {
            case ACCOUNT_UNKNOWN -> "There is no account of this system_id; GET /api/accounts lists them.";
            case ACCOUNT_INVALID -> "A system_id has 1 to 15 printable ASCII characters and no space.";
            case PASSWORD_INVALID ->
                "An SMPP password has exactly 8 printable ASCII characters, as many as SMPP 3.4 can carry, and no space;"
                        + " a new account needs one.";
            case VALUE_INVALID -> "The time is too long.";
            default -> throw new IllegalArgumentException("not about accounts: " + outcome);
        };
    }
}
