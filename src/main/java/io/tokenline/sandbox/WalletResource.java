package io.tokenline.sandbox;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** How the sandbox's wallet answers. */
@Path("/wallet")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WalletResource {

    @Inject
    private SandboxWallet wallet;

    /** The mode as it is sent; a missing delay is that of the start. */
    public record Mode(@Nullable String mode, @Nullable Long delayMs) {}

    /** The mode now. */
    @GET
    public Mode mode() {
        return mode(wallet.mode());
    }

    /** Sets the mode for all payments asked for from now on. */
    @PUT
    public Mode behave(@Nullable Mode wanted) {
        if (wanted == null) {
            throw new IllegalArgumentException("send {\"mode\":\"approve\",\"delayMs\":500}");
        }
        Long delay = wanted.delayMs();
        wallet.behave(WalletMode.of(
                String.valueOf(wanted.mode()),
                delay == null ? WalletMode.FIRST.delay().toMillis() : delay));
        return mode();
    }

    private static Mode mode(WalletMode mode) {
        return new Mode(mode.name(), mode.delay().toMillis());
    }
}
