package io.tokenline.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.ws.rs.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SandboxApplicationTest {

    @Test
    void switchedOffItNamesNoResourceAndYetIsNotEmpty() {
        Set<Class<?>> off = SandboxApplication.classes(false);
        assertEquals(0, resources(off));
        assertFalse(off.isEmpty(), "an empty application serves every resource of the WAR");
    }

    @Test
    void switchedOnItServesMetersWalletAndHandset() {
        assertEquals(3, resources(SandboxApplication.classes(true)));
    }

    private static long resources(Set<Class<?>> classes) {
        return classes.stream().filter(c -> c.isAnnotationPresent(Path.class)).count();
    }
}
