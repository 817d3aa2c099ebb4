package io.tokenline.console;

import io.tokenline.metering.KeyChangePolicy;
import io.tokenline.metering.Meters;
import io.tokenline.token.sts.SupplyGroupCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What holds for all meters of a supply group. */
@Path("/supply-groups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class SupplyGroupsResource {

    @Inject
    private Meters meters;

    @Inject
    private Caller caller;

    /** AUTO or REFUSE. */
    public record Policy(@Nullable String keyChange) {}

    /** Sets what a sale does for meters of this group whose key is behind its target. */
    @PUT
    @Path("/{group}")
    public Policy policy(@PathParam("group") String group, @Nullable Policy wanted) {
        if (wanted == null || wanted.keyChange() == null || !wanted.keyChange().matches("AUTO|REFUSE")) {
            throw Refusal.invalid("Send {\"keyChange\":\"AUTO\"} or {\"keyChange\":\"REFUSE\"}.");
        }
        if (!group.matches("[0-9]{6}")) {
            throw Refusal.invalid("A supply group code has six digits.");
        }
        meters.setKeyChangePolicy(
                new SupplyGroupCode(group), KeyChangePolicy.valueOf(wanted.keyChange()), caller.name());
        return wanted;
    }
}
