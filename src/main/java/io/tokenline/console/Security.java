package io.tokenline.console;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How callers of the admin API say who they are: HTTP Basic (RFC 7617). A header that cannot be read counts as none,
 * which the server's own mechanism answers with an error of ours. Which paths ask for it stands in {@code web.xml}.
 */
@DeclareRoles(AdminStore.ADMIN)
@ApplicationScoped
public class Security implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Basic ";

    private final AdminStore admins;

    @Inject
    Security(AdminStore admins) {
        this.admins = admins;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        CredentialValidationResult result = credential(request.getHeader("Authorization"))
                .map(admins::validate)
                .orElse(CredentialValidationResult.NOT_VALIDATED_RESULT);
        if (result.getStatus() == CredentialValidationResult.Status.VALID) {
            return context.notifyContainerAboutLogin(result);
        }
        if (context.isProtected()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"tokenline\", charset=\"UTF-8\"");
            return context.responseUnauthorized();
        }
        return context.doNothing();
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
