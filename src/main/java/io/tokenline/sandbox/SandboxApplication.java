package io.tokenline.sandbox;

import io.tokenline.Settings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** {@code /api/sandbox/…}; without resources, so that everything below is 404, where the sandbox is off. */
@ApplicationPath("/api/sandbox")
public class SandboxApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return classes(CDI.current().select(Settings.class).get().sandbox());
    }

    /** Never empty: of an application that names nothing, JAX-RS serves every resource in the WAR. */
    static Set<Class<?>> classes(boolean on) {
        return on
                ? Set.of(
                        MeterResource.class,
                        WalletResource.class,
                        HandsetResource.class,
                        SandboxErrors.class,
                        UnreadableBody.class)
                : Set.of(SandboxErrors.class);
    }
}
