package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletDesk;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The wallets of this server. */
@Path("/wallets")
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class WalletsResource {

    @Inject
    private WalletDesk desk;

    @Inject
    private Caller caller;

    /** A wallet; {@code up} is false while it fails on every call. */
    public record Listed(String name, boolean up, List<String> capabilities) {

        static Listed of(Wallet wallet) {
            return new Listed(
                    wallet.provider(),
                    wallet.isUp(),
                    wallet.capabilities().stream().map(Enum::name).sorted().toList());
        }
    }

    /** All wallets, by name. */
    @GET
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public List<Listed> list() {
        return desk.all().stream().map(Listed::of).toList();
    }

    /** Tells a wallet where it reaches us, for payments that customers begin. */
    @POST
    @Path("/{name}/register")
    public void register(@PathParam("name") String name) {
        Outcome outcome = desk.register(name, caller.name());
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome);
        }
    }
}
