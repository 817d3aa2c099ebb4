package io.tokenline.console;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static Caller caller(@Nullable String name, Role... roles) {
        Set<String> mine = Set.of(java.util.Arrays.stream(roles).map(Role::name).toArray(String[]::new));
        Principal principal = () -> String.valueOf(name);
        return new Caller((HttpServletRequest) Proxy.newProxyInstance(
                CallerTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getUserPrincipal" -> name == null ? null : principal;
                    case "isUserInRole" -> mine.contains(String.valueOf(arguments[0]));
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Test
    void aCallerHasANameAndItsRolesOnly() {
        Caller caller = caller("wanjiku", Role.KEYS, Role.SUPPORT);
        assertEquals("wanjiku", caller.name());
        assertEquals(EnumSet.of(Role.KEYS, Role.SUPPORT), caller.roles());
        assertTrue(caller.has(Role.KEYS));
        assertFalse(caller.has(Role.ADMIN));
    }

    @Test
    void aDemandIsMetByOneOfItsRoles() {
        Caller caller = caller("wanjiku", Role.SUPPORT);
        assertDoesNotThrow(() -> caller.require(Role.KEYS, Role.SUPPORT));
        assertEquals(
                403,
                assertThrows(Refusal.class, () -> caller.require(Role.KEYS, Role.ADMIN))
                        .status());
    }

    @Test
    void nobodyHasNoName() {
        Caller nobody = caller(null);
        assertThrows(IllegalStateException.class, nobody::name);
        assertTrue(nobody.roles().isEmpty());
    }
}
