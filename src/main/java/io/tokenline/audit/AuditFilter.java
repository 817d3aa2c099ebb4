package io.tokenline.audit;

import java.util.Optional;

/** Which events are looked for; an empty part fits all, a full one only what is exactly the same. */
public record AuditFilter(Optional<String> actor, Optional<String> action, Optional<String> object) {

    /** Every event. */
    public static final AuditFilter ALL = new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** What was done to one thing. */
    public static AuditFilter ofObject(String object) {
        return new AuditFilter(Optional.empty(), Optional.empty(), Optional.of(object));
    }
}
