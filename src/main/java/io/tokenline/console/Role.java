package io.tokenline.console;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** What a person may do. No role contains another: whoever may enter people may not therefore touch keys. */
public enum Role {
    /** People and settings. */
    ADMIN,
    /** Key custodian. */
    KEYS,
    /** Engineering tokens. */
    ENGINEER,
    /** Looks up, sends again, verifies. */
    SUPPORT,
    /** Reads everything, changes nothing. */
    AUDITOR;

    /** All of them, as a sentence names them. */
    static String names() {
        return names(values());
    }

    /** Roles as a sentence names them: {@code ADMIN, KEYS}. */
    static String names(Role... roles) {
        return names(Arrays.asList(roles));
    }

    /** Roles as a sentence names them. */
    static String names(Collection<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(", "));
    }
}
