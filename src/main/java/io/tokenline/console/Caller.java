package io.tokenline.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Who the current request comes from. */
@RequestScoped
public class Caller {

    private final HttpServletRequest request;

    @Inject
    Caller(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * The name, as the audit has it.
     *
     * @throws IllegalStateException where nobody has logged in
     */
    public String name() {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new IllegalStateException("nobody has logged in");
        }
        return principal.getName();
    }

    /** Whether the caller has a role. */
    public boolean has(Role role) {
        return request.isUserInRole(role.name());
    }

    /** All roles of the caller. */
    public Set<Role> roles() {
        return Arrays.stream(Role.values())
                .filter(this::has)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /**
     * For what only shows while a request is worked on; everything else is said by {@link Allowed}.
     *
     * @throws Refusal where the caller has none of these
     */
    public void require(Role... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(this::has)) {
            throw Refusal.role(anyOf);
        }
    }
}
