package io.tokenline.console;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request to the API through where an {@link Allowed} says so, and else never: forgetting it shuts a resource. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class Gate implements ContainerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** What a form of somebody else's page can send in the name of a person whose browser knows the password. */
    private static final Set<MediaType> OF_FORMS = Set.of(
            MediaType.APPLICATION_FORM_URLENCODED_TYPE, MediaType.MULTIPART_FORM_DATA_TYPE, MediaType.TEXT_PLAIN_TYPE);

    private final ResourceInfo resource;

    /**
     * As JAX-RS makes it.
     *
     * @param resource what the current request was found to ask for
     */
    public Gate(@Context ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Allowed allowed = allowed().orElseThrow(() -> {
            LOG.error("TKL-3004 {} does not say who may call it, so nobody may", resource.getResourceMethod());
            return Refusal.closed();
        });
        SecurityContext caller = request.getSecurityContext();
        if (Arrays.stream(allowed.value()).noneMatch(role -> caller.isUserInRole(role.name()))) {
            throw Refusal.role(allowed.value());
        }
        if (!READING.contains(request.getMethod()) && isOfForm(request.getMediaType())) {
            throw Refusal.notJson();
        }
        if (hasNul(request.getUriInfo())) {
            throw Refusal.invalid("A path or parameter holds a character that no text has.");
        }
    }

    private Optional<Allowed> allowed() {
        Method method = resource.getResourceMethod();
        Class<?> type = resource.getResourceClass();
        return Optional.ofNullable(method == null ? null : method.getAnnotation(Allowed.class))
                .or(() -> Optional.ofNullable(type == null ? null : type.getAnnotation(Allowed.class)));
    }

    private static boolean isOfForm(@org.jspecify.annotations.Nullable MediaType type) {
        return type == null || OF_FORMS.stream().anyMatch(type::isCompatible);
    }

    /** PostgreSQL stores no NUL; here it is refused before anybody looks for it. */
    private static boolean hasNul(UriInfo uri) {
        return uri.getPath().indexOf('\0') >= 0
                || uri.getQueryParameters().values().stream()
                        .flatMap(java.util.List::stream)
                        .anyMatch(value -> value.indexOf('\0') >= 0);
    }
}
