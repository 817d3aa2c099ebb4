package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.Secret;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whoever calls. */
@Path("/me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed
public class MeResource {

    @Inject
    private People people;

    @Inject
    private Caller caller;

    /** Name and roles of the caller. */
    public record Me(String name, List<String> roles) {}

    /** A new password. */
    public record NewPassword(@Nullable String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    /** Who am I, and what may I do? */
    @GET
    public Me me() {
        return new Me(caller.name(), caller.roles().stream().map(Role::name).toList());
    }

    /** Sets the caller's own password: whoever entered him knows the first one. */
    @PUT
    @Path("/password")
    public Me password(@Nullable NewPassword wanted) {
        if (wanted == null || wanted.password() == null) {
            throw Refusal.invalid("Send {\"password\":\"…\"}.");
        }
        Outcome outcome = people.setOwnPassword(caller.name(), new Secret(wanted.password()));
        if (outcome == Outcome.PERSON_UNKNOWN) {
            throw Refusal.of(outcome, "The password of this user is the setting TOKENLINE_ADMIN_PASSWORD.");
        }
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome, PeopleResource.sentence(outcome));
        }
        return me();
    }
}
