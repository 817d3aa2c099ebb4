package io.tokenline.sandbox;

import io.tokenline.Settings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** {@code /api/sandbox/…}; empty, so that everything below is 404, where the sandbox is off. */
@ApplicationPath("/api/sandbox")
public class SandboxApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        boolean on = CDI.current().select(Settings.class).get().sandbox();
        return on
                ? Set.of(
                        MeterResource.class,
                        WalletResource.class,
                        HandsetResource.class,
                        SandboxErrors.class,
                        UnreadableBody.class)
                : Set.of();
    }
}
