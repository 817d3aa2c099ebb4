package io.tokenline.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How callers of the admin API say who they are: HTTP Basic (RFC 7617). A header that cannot be read counts as none.
 * Which paths ask for it stands in {@code web.xml}; on the others nobody looks at the header. */
@ApplicationScoped
public class Security implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Basic ";

    private static final Logger LOG = LoggerFactory.getLogger(Security.class);
    private static final int TOO_MANY = 429;

    private final Logins logins;

    @Inject
    Security(Logins logins) {
        this.logins = logins;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        Login login = login(request);
        if (login instanceof Login.Granted granted) {
            return context.notifyContainerAboutLogin(
                    granted.name(), granted.roles().stream().map(Role::name).collect(Collectors.toSet()));
        }
        if (login instanceof Login.TooMany tooMany) {
            response.setHeader("Retry-After", Long.toString(Refusal.seconds(tooMany.pause())));
            return refuse(response, TOO_MANY);
        }
        if (login instanceof Login.Failed) {
            return refuse(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
        response.setHeader("WWW-Authenticate", "Basic realm=\"tokenline\", charset=\"UTF-8\"");
        return refuse(response, HttpServletResponse.SC_UNAUTHORIZED);
    }

    private Login login(HttpServletRequest request) {
        try {
            return credential(request.getHeader("Authorization"))
                    .map(c -> logins.check(c.getCaller(), c.getPasswordAsString(), request.getRemoteAddr()))
                    .orElseGet(Login.Refused::new);
        } catch (RuntimeException e) {
            LOG.error("TKL-3006 a login to the API failed", e);
            return new Login.Failed();
        }
    }

    /** The body is made by {@link ErrorPage}: the server would replace one that is written here. */
    private static AuthenticationStatus refuse(HttpServletResponse response, int status) {
        response.setStatus(status);
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** User and password of an Authorization header, where it holds them. */
    static Optional<UsernamePasswordCredential> credential(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = new String(decoded, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new UsernamePasswordCredential(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
