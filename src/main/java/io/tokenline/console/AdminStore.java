package io.tokenline.console;

import io.tokenline.Secret;
import io.tokenline.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/** Knows the one user {@code admin}, whose password comes from the environment; without it nobody is let in. */
@ApplicationScoped
public class AdminStore implements IdentityStore {

    /** The role that may see and do everything. */
    public static final String ADMIN = "admin";

    private final Settings settings;

    @Inject
    AdminStore(Settings settings) {
        this.settings = settings;
    }

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof UsernamePasswordCredential login)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        boolean right = settings.adminPassword()
                .map(Secret::value)
                .filter(password -> MessageDigest.isEqual(bytes(password), bytes(login.getPasswordAsString())))
                .isPresent();
        return right && login.getCaller().equals(ADMIN)
                ? new CredentialValidationResult(ADMIN, Set.of(ADMIN))
                : CredentialValidationResult.INVALID_RESULT;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
