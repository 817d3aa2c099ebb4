package io.tokenline.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every resource of the API, those to come included. */
class ApiApplicationTest {

    private static final Pattern SECURITY_ROLE =
            Pattern.compile("<security-role>\\s*<role-name>(\\w+)</role-name>\\s*</security-role>");

    private static List<Method> methods() {
        List<Method> methods = new ApiApplication()
                .getClasses().stream()
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(ApiApplicationTest::answersRequests)
                        .toList();
        assertTrue(methods.size() >= 5);
        return methods;
    }

    private static boolean answersRequests(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.isAnnotationPresent(HttpMethod.class) || type == Path.class);
    }

    private static boolean reads(Method method) {
        return method.isAnnotationPresent(GET.class);
    }

    private static Stream<Role> roles(Method method) {
        Allowed own = method.getAnnotation(Allowed.class);
        Allowed allowed = own == null ? method.getDeclaringClass().getAnnotation(Allowed.class) : own;
        return allowed == null ? Stream.empty() : Arrays.stream(allowed.value());
    }

    private static Set<String> names(Stream<Method> methods) {
        return methods.map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMethodSaysWhoMayCallIt() {
        assertEquals(
                Set.of(),
                names(methods().stream().filter(m -> roles(m).findAny().isEmpty())));
    }

    @Test
    void theAuditorReadsEverything() {
        assertEquals(
                Set.of(),
                names(methods().stream()
                        .filter(ApiApplicationTest::reads)
                        .filter(m -> roles(m).noneMatch(Role.AUDITOR::equals))));
    }

    @Test
    void theAuditorChangesNothingButHisOwnPassword() {
        assertEquals(
                Set.of("MeResource.password"),
                names(methods().stream().filter(m -> !reads(m)).filter(m -> roles(m).anyMatch(Role.AUDITOR::equals))));
    }

    @Test
    void whatChangesSomethingSaysWhatItTakes() {
        assertEquals(
                Set.of(),
                names(methods().stream()
                        .filter(m -> !reads(m))
                        .filter(m -> !m.isAnnotationPresent(Consumes.class)
                                && !m.getDeclaringClass().isAnnotationPresent(Consumes.class))));
    }

    @Test
    void whoeverIsAllowedWithoutARoleHasAnyOfThem() throws NoSuchMethodException {
        assertArrayEquals(
                Role.values(), (Role[]) Allowed.class.getDeclaredMethod("value").getDefaultValue());
    }

    @Test
    void theServerKnowsEveryRole() throws IOException {
        String xml = Files.readString(java.nio.file.Path.of("src", "main", "webapp", "WEB-INF", "web.xml"));
        assertEquals(
                Arrays.stream(Role.values()).map(Role::name).collect(Collectors.toSet()),
                SECURITY_ROLE.matcher(xml).results().map(role -> role.group(1)).collect(Collectors.toSet()));
    }
}
