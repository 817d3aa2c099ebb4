package io.tokenline.console;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;

/** How callers of the admin API say who they are; which paths ask for it stands in {@code web.xml}. */
@BasicAuthenticationMechanismDefinition(realmName = "tokenline")
@DeclareRoles(AdminStore.ADMIN)
@ApplicationScoped
public class Security {}
