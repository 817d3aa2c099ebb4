package io.tokenline.console;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A resource is open to those it names, and to nobody where it names none. */
class GateTest {

    /** Methods of a resource that says who may call it, and one that says it by itself. */
    @Allowed(Role.KEYS)
    static final class Keys {

        /** As the class says. */
        void asTheClassSays() {}

        /** For others. */
        @Allowed({Role.SUPPORT, Role.AUDITOR})
        void forOthers() {}

        /** For every role. */
        @Allowed
        void forAll() {}
    }

    /** A resource that forgot to. */
    static final class Forgotten {

        /** Open to nobody. */
        void anything() {}
    }

    private String http = "GET";
    private @Nullable MediaType body;
    private String path = "/keys";
    private String parameter = "";

    private void pass(Class<?> type, String method, Role... roles) throws NoSuchMethodException {
        Method called = type.getDeclaredMethod(method);
        Set<Role> mine = EnumSet.noneOf(Role.class);
        mine.addAll(List.of(roles));
        SecurityContext security = answering(
                SecurityContext.class, (name, argument) -> mine.contains(Role.valueOf(String.valueOf(argument))));
        MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.add("object", parameter);
        UriInfo uri = answering(UriInfo.class, Map.of("getPath", path, "getQueryParameters", parameters));
        ContainerRequestContext request = answering(ContainerRequestContext.class, (name, argument) -> switch (name) {
            case "getSecurityContext" -> security;
            case "getMethod" -> http;
            case "getMediaType" -> body;
            case "getUriInfo" -> uri;
            default -> throw new UnsupportedOperationException(name);
        });
        ResourceInfo resource =
                answering(ResourceInfo.class, Map.of("getResourceMethod", called, "getResourceClass", type));
        new Gate(resource).filter(request);
    }

    private interface Answers {
        @Nullable
        Object answer(String method, @Nullable Object argument);
    }

    private static <T> T answering(Class<T> type, Map<String, ?> answers) {
        return answering(type, (name, argument) -> answers.get(name));
    }

    private static <T> T answering(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                GateTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.answer(method.getName(), arguments == null ? null : arguments[0])));
    }

    private int refused(Class<?> type, String method, Role... roles) {
        return assertThrows(Refusal.class, () -> pass(type, method, roles)).status();
    }

    @Test
    void whatNamesNobodyIsOpenToNobody() {
        assertEquals(403, refused(Forgotten.class, "anything", Role.values()));
    }

    @Test
    void aMethodIsOpenToTheRolesOfItsClass() {
        assertDoesNotThrow(() -> pass(Keys.class, "asTheClassSays", Role.KEYS));
        for (Role other : EnumSet.complementOf(EnumSet.of(Role.KEYS))) {
            assertEquals(403, refused(Keys.class, "asTheClassSays", other), other.name());
        }
        assertEquals(403, refused(Keys.class, "asTheClassSays"));
    }

    @Test
    void aMethodThatNamesRolesIsNotOpenToThoseOfItsClass() {
        assertDoesNotThrow(() -> pass(Keys.class, "forOthers", Role.SUPPORT));
        assertDoesNotThrow(() -> pass(Keys.class, "forOthers", Role.AUDITOR, Role.KEYS));
        assertEquals(403, refused(Keys.class, "forOthers", Role.KEYS, Role.ADMIN));
    }

    @Test
    void withoutNamesEveryRoleIsMeant() {
        for (Role role : Role.values()) {
            assertDoesNotThrow(() -> pass(Keys.class, "forAll", role), role.name());
        }
        assertEquals(403, refused(Keys.class, "forAll"));
    }

    @Test
    void whatAForeignPageCanSendChangesNothing() {
        http = "POST";
        for (MediaType type : List.of(
                MediaType.APPLICATION_FORM_URLENCODED_TYPE,
                MediaType.MULTIPART_FORM_DATA_TYPE,
                MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))) {
            body = type;
            assertEquals(415, refused(Keys.class, "forAll", Role.KEYS), type.getSubtype());
        }
        body = null;
        assertEquals(415, refused(Keys.class, "forAll", Role.KEYS));
        body = MediaType.APPLICATION_JSON_TYPE;
        assertDoesNotThrow(() -> pass(Keys.class, "forAll", Role.KEYS));
    }

    @Test
    void noTextHasANul() {
        parameter = "key\0";
        assertEquals(400, refused(Keys.class, "forAll", Role.KEYS));
        parameter = "key";
        path = "/keys/\0";
        assertEquals(400, refused(Keys.class, "forAll", Role.KEYS));
    }
}
