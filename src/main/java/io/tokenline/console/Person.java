package io.tokenline.console;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Somebody who may use the console and its API. The user {@code admin} of the environment is none of them. */
@Entity
public class Person {

    /** The user whose password is a setting. */
    static final String ADMIN = "admin";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");
    private static final Set<String> TAKEN = Set.of(ADMIN, io.tokenline.audit.AuditEvent.SYSTEM);

    @Id
    private String name = "";

    @Column(name = "password_hash")
    private String passwordHash = "";

    private boolean enabled;

    private boolean sandbox;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "person_role", joinColumns = @JoinColumn(name = "person_name"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles = new HashSet<>();

    /** For the persistence provider. */
    protected Person() {}

    /**
     * A person who may log in.
     *
     * @param name see {@link #mayBeCalled}
     * @param passwordHash see {@link io.tokenline.PasswordHash}
     * @param sandbox whether the password was set in a sandbox
     */
    Person(String name, Set<Role> roles, String passwordHash, boolean sandbox, Instant now) {
        if (!mayBeCalled(name) || roles.isEmpty()) {
            throw new IllegalArgumentException("a person has a name of his own and at least one role");
        }
        this.name = name;
        this.enabled = true;
        this.createdAt = now;
        setPassword(passwordHash, sandbox, now);
        setRoles(roles, now);
    }

    /** Whether this can be a person's name: 2 to 40 of {@code a-z 0-9 . _ -}, no sign first, and nobody's whom we know already. */
    static boolean mayBeCalled(String name) {
        return NAME.matcher(name).matches() && !TAKEN.contains(name);
    }

    /** What he logs in as, and is called in the audit. */
    public String name() {
        return name;
    }

    /** What he may do; never empty. */
    public Set<Role> roles() {
        return EnumSet.copyOf(roles);
    }

    /** Whether he may log in at all. */
    public boolean enabled() {
        return enabled;
    }

    /** When he was entered. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When he was last changed. */
    public Instant changedAt() {
        return changedAt;
    }

    /** What is stored of his password. */
    String passwordHash() {
        return passwordHash;
    }

    /** Whether the password was set in a sandbox, where a short one will do. */
    boolean sandbox() {
        return sandbox;
    }

    final void setPassword(String hash, boolean inSandbox, Instant now) {
        passwordHash = hash;
        sandbox = inSandbox;
        changedAt = now;
    }

    final void setRoles(Set<Role> all, Instant now) {
        roles.retainAll(all);
        roles.addAll(all);
        changedAt = now;
    }

    void setEnabled(boolean may, Instant now) {
        enabled = may;
        changedAt = now;
    }
}
