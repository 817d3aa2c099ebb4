package io.tokenline.sandbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The virtual meters: look at them, type tokens into them. */
@Path("/meters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MeterResource {

    @Inject
    private VirtualMeters meters;

    /** A meter in the list. */
    public record Listed(String drn, String pan, int ea, String scenario, String owner) {}

    /** What is typed. */
    public record Typed(@Nullable String token) {}

    /** All demo meters. */
    @GET
    public List<Listed> list() {
        return meters.all().stream()
                .map(meter -> new Listed(
                        meter.drn(), meter.pan().digits(), meter.algorithm().code(), meter.scenario(), meter.owner()))
                .toList();
    }

    /** One meter's display. */
    @GET
    @Path("/{drn}")
    public Response display(@PathParam("drn") String drn) {
        return meters.display(drn).map(display -> Response.ok(display).build()).orElseGet(MeterResource::unknown);
    }

    /** Opens a meter's cover; a clear-tamper token closes the case. */
    @POST
    @Path("/{drn}/tamper")
    public Response tamper(@PathParam("drn") String drn) {
        return meters.tamper(drn).map(display -> Response.ok(display).build()).orElseGet(MeterResource::unknown);
    }

    /** Types a token into a meter; a token that it does not take is an answer too. */
    @POST
    @Path("/{drn}/tokens")
    public Response enter(@PathParam("drn") String drn, @Nullable Typed typed) {
        if (typed == null || typed.token() == null || typed.token().length() > 100) {
            throw new IllegalArgumentException("send {\"token\":\"20 digits\"}");
        }
        return meters.enter(drn, typed.token())
                .map(entry -> Response.ok(entry).build())
                .orElseGet(MeterResource::unknown);
    }

    private static Response unknown() {
        return SandboxErrors.refusal(
                Response.Status.NOT_FOUND, "No virtual meter has this number; GET /api/sandbox/meters lists them.");
    }
}
