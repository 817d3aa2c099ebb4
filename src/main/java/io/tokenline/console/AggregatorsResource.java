package io.tokenline.console;

import io.tokenline.Cidr;
import io.tokenline.Outcome;
import io.tokenline.Secret;
import io.tokenline.aggregator.Aggregator;
import io.tokenline.aggregator.AggregatorTerms;
import io.tokenline.aggregator.Aggregators;
import io.tokenline.aggregator.Profiles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HTTP aggregators that may send dialogs. */
@Path("/aggregators")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class AggregatorsResource {

    @Inject
    private Aggregators aggregators;

    @Inject
    private Profiles profiles;

    @Inject
    private Caller caller;

    /** What an aggregator is to be, all of it; only a secret that is missing stays as it is. */
    public record Wanted(
            @Nullable String profile,
            @Nullable String serviceCode,
            @Nullable List<String> networks,
            @Nullable String secret,
            @Nullable Boolean enabled) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Wanted[" + profile + "]";
        }
    }

    /** An aggregator; {@code path} is there only in the answer to the request that drew it. */
    public record View(
            String name,
            String profile,
            String serviceCode,
            List<String> networks,
            boolean secret,
            boolean enabled,
            @Nullable String path) {

        static View of(Aggregator aggregator, Optional<Secret> path) {
            AggregatorTerms terms = aggregator.terms();
            return new View(
                    aggregator.name(),
                    terms.profile(),
                    terms.serviceCode(),
                    terms.networks().stream().map(Cidr::toString).toList(),
                    aggregator.hasSecret(),
                    terms.enabled(),
                    path.map(Secret::value).orElse(null));
        }

        /** Without the path, which is as good as a password. */
        @Override
        public String toString() {
            return "View[" + name + "]";
        }
    }

    /** All aggregators, by name. */
    @GET
    @Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
    public List<View> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return aggregators.page(page.after(), page.limit()).stream()
                .map(aggregator -> View.of(aggregator, Optional.empty()))
                .toList();
    }

    /** One aggregator. */
    @GET
    @Path("/{name}")
    @Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
    public View one(@PathParam("name") String name) {
        return view(name, Optional.empty());
    }

    /** Enters an aggregator and draws its path, or changes one. */
    @PUT
    @Path("/{name}")
    public View put(@PathParam("name") String name, @Nullable Wanted wanted) {
        if (wanted == null || wanted.profile() == null) {
            throw Refusal.invalid("Send at least {\"profile\":\"…\"}; the profiles are " + profileNames() + ".");
        }
        Optional<Secret> secret = Optional.ofNullable(wanted.secret()).map(Secret::new);
        return answer(aggregators.put(caller.name(), name, terms(wanted.profile(), wanted), secret), name);
    }

    /** Draws a new path; the one before is gone at once. */
    @POST
    @Path("/{name}/path")
    public View renewPath(@PathParam("name") String name) {
        return answer(aggregators.renewPath(caller.name(), name), name);
    }

    /** Takes an aggregator away. */
    @DELETE
    @Path("/{name}")
    public void remove(@PathParam("name") String name) {
        Outcome outcome = aggregators.remove(caller.name(), name);
        if (outcome != Outcome.OK) {
            throw refusal(outcome);
        }
    }

    private View answer(Aggregators.Change change, String name) {
        if (change.outcome() != Outcome.OK) {
            throw refusal(change.outcome());
        }
        return view(name, change.path());
    }

    private Refusal refusal(Outcome outcome) {
        return switch (outcome) {
            case PASSWORD_INVALID ->
                Refusal.of(
                        outcome, "A secret has 12 to 100 printable ASCII characters and no space; \"\" takes it away.");
            case PROFILE_INVALID -> Refusal.of(outcome, "There is no such profile, only " + profileNames() + ".");
            default -> Refusal.of(outcome);
        };
    }

    private String profileNames() {
        return String.join(", ", profiles.names());
    }

    private View view(String name, Optional<Secret> path) {
        return aggregators
                .find(name)
                .map(aggregator -> View.of(aggregator, path))
                .orElseThrow(() -> Refusal.of(Outcome.AGGREGATOR_UNKNOWN));
    }

    private static AggregatorTerms terms(String profile, Wanted wanted) {
        List<String> networks = wanted.networks() == null ? List.of() : wanted.networks();
        try {
            return new AggregatorTerms(
                    profile,
                    wanted.serviceCode() == null ? "" : wanted.serviceCode(),
                    networks.stream().map(AggregatorsResource::network).toList(),
                    wanted.enabled() == null || wanted.enabled());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Cidr network(@Nullable String text) {
        return Cidr.parse(text == null ? "" : text)
                .orElseThrow(() -> Refusal.invalid("networks are addresses or CIDR blocks such as 196.201.208.0/21 or"
                        + " 2001:db8::/32, without bits behind the prefix."));
    }
}
