package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.Secret;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may log in, and as what. */
@Path("/people")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class PeopleResource {

    @Inject
    private People people;

    @Inject
    private Caller caller;

    /** A person, without the password. */
    public record Listed(String name, List<String> roles, boolean enabled, String createdAt, String changedAt) {

        static Listed of(Person person) {
            return new Listed(
                    person.name(),
                    person.roles().stream().map(Role::name).toList(),
                    person.enabled(),
                    person.createdAt().toString(),
                    person.changedAt().toString());
        }
    }

    /** What a person is to be: all his roles, and a password where it shall be another. */
    public record Wanted(
            @Nullable String password, @Nullable List<String> roles) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Wanted[" + roles + "]";
        }
    }

    /** All persons, by name. */
    @GET
    @Allowed({Role.ADMIN, Role.AUDITOR})
    public List<Listed> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return people.page(page.after(), page.limit()).stream().map(Listed::of).toList();
    }

    /** Enters a person or changes one. */
    @PUT
    @Path("/{name}")
    public Listed put(@PathParam("name") String name, @Nullable Wanted wanted) {
        if (wanted == null || wanted.roles() == null) {
            throw Refusal.invalid("Send {\"password\":\"…\",\"roles\":[\"SUPPORT\"]}; the roles are " + Role.names()
                    + ", the password may be missing where there is one.");
        }
        return answer(
                people.put(
                        caller.name(),
                        name,
                        roles(wanted.roles()),
                        Optional.ofNullable(wanted.password()).map(Secret::new)),
                name);
    }

    /** Shuts a person out, from the next request on. */
    @POST
    @Path("/{name}/disable")
    public Listed disable(@PathParam("name") String name) {
        return answer(people.setEnabled(caller.name(), name, false), name);
    }

    /** Lets a person in again. */
    @POST
    @Path("/{name}/enable")
    public Listed enable(@PathParam("name") String name) {
        return answer(people.setEnabled(caller.name(), name, true), name);
    }

    private static Set<Role> roles(List<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names) {
            roles.add(Arrays.stream(Role.values())
                    .filter(role -> role.name().equals(name))
                    .findAny()
                    .orElseThrow(() -> Refusal.invalid("The roles are " + Role.names() + ".")));
        }
        return roles;
    }

    private Listed answer(Outcome outcome, String name) {
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome, sentence(outcome));
        }
        return people.find(name).map(Listed::of).orElseThrow();
    }

    static String sentence(Outcome outcome) {
        return switch (outcome) {
            case PERSON_UNKNOWN -> "There is no person of this name; GET /api/people lists them.";
            case PERSON_INVALID ->
                "A person has at least one role, and a name of 2 to 40 small letters, digits and, not first, dots,"
                        + " dashes or underscores; admin and system are taken.";
            case PASSWORD_INVALID -> "A password has 12 to 200 characters, and a new person needs one.";
            case SAME_PERSON -> "Nobody changes his own roles or shuts himself out: another ADMIN does.";
            default -> throw new IllegalArgumentException("not about people: " + outcome);
        };
    }
}
