package io.tokenline.console;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.care.Subjects;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the owner of a phone may ask for. His number stands in bodies only: paths are written into logs on the way. */
@Path("/subjects")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class SubjectsResource {

    private static final int PHONE_TEXT_MAX = 40;

    @Inject
    private Subjects subjects;

    @Inject
    private Settings settings;

    @Inject
    private Caller caller;

    /** Whose data, and why. */
    public record Wanted(@Nullable String msisdn, @Nullable String reason) {

        /** Without the number. */
        @Override
        public String toString() {
            return "Wanted[" + reason + "]";
        }
    }

    /** All that is kept of a phone. */
    @POST
    @Path("/export")
    public Map<String, List<Map<String, Object>>> export(@Nullable Wanted wanted) {
        return subjects.export(phone(wanted), caller.name(), reason(wanted));
    }

    /** Asks for a phone to be forgotten. */
    @POST
    @Path("/erase")
    public Subjects.View erase(@Nullable Wanted wanted) {
        return subjects.propose(phone(wanted), caller.name(), reason(wanted));
    }

    /** What was asked for, in the order of asking. */
    @GET
    @Path("/erasures")
    @Allowed({Role.ADMIN, Role.AUDITOR})
    public List<Subjects.View> list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return subjects.page(page.afterId(0), page.limit());
    }

    /** Another person than the one who asked has the phone forgotten. */
    @POST
    @Path("/erasures/{id}/approve")
    public Subjects.View approve(@PathParam("id") long id) {
        return decide(id, true);
    }

    /** Another person than the one who asked says no. */
    @POST
    @Path("/erasures/{id}/reject")
    public Subjects.View reject(@PathParam("id") long id) {
        return decide(id, false);
    }

    private Subjects.View decide(long id, boolean approve) {
        Subjects.Result result = subjects.decide(id, approve, caller.name());
        if (result.outcome() != Outcome.OK) {
            throw Refusal.of(result.outcome());
        }
        return result.erasure().orElseThrow();
    }

    private Msisdn phone(@Nullable Wanted wanted) {
        String typed = wanted == null || wanted.msisdn() == null ? "" : wanted.msisdn();
        return Phones.checked(typed.length() > PHONE_TEXT_MAX ? "" : typed, settings);
    }

    private static String reason(@Nullable Wanted wanted) {
        return Reasons.checked(wanted == null ? null : wanted.reason());
    }
}
