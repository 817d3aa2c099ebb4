package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.PasswordHash;
import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Persons who may log in, and what they may do. Each change is audited in the same commit. */
@ApplicationScoped
@Transactional
public class People {

    private static final int PAGE_MAX = 1_000;
    private static final int PASSWORD_MIN = 12;
    private static final int PASSWORD_MAX = 200;

    private final PersonStore store;
    private final Audit audit;
    private final Settings settings;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    People(PersonStore store, Audit audit, Settings settings, Clock clock, RandomGenerator random) {
        this.store = store;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /** One person. */
    public Optional<Person> find(String name) {
        return store.find(name);
    }

    /** A page of all persons, by name; never more than 1,000. */
    public List<Person> page(String after, int limit) {
        return store.page(after, Math.min(limit, PAGE_MAX));
    }

    /**
     * Enters a person, or replaces his roles and, where one is given, his password.
     *
     * @param by who asks for it
     * @param roles at least one
     * @param password what it may be says {@link #mayBePassword}; a new person needs one
     * @return OK, PERSON_INVALID, PASSWORD_INVALID, or SAME_PERSON where somebody changes his own roles
     */
    public Outcome put(String by, String name, Set<Role> roles, Optional<Secret> password) {
        if (!Person.mayBeCalled(name) || roles.isEmpty()) {
            return Outcome.PERSON_INVALID;
        }
        Optional<Person> found = store.lock(name);
        if (password.isPresent() ? !mayBePassword(password.get()) : found.isEmpty()) {
            return Outcome.PASSWORD_INVALID;
        }
        if (found.isEmpty()) {
            store.add(new Person(name, roles, hash(password.get()), settings.sandbox(), clock.instant()));
            tell(by, "PERSON_ENTERED", name, Role.names(roles));
            return Outcome.OK;
        }
        Person person = found.get();
        if (!person.roles().equals(roles)) {
            if (by.equals(name)) {
                return Outcome.SAME_PERSON;
            }
            tell(by, "PERSON_ROLES", name, Role.names(roles) + " instead of " + Role.names(person.roles()));
            person.setRoles(roles, clock.instant());
        }
        password.ifPresent(secret -> setPassword(by, person, secret));
        return Outcome.OK;
    }

    /**
     * A person sets his own password.
     *
     * @return OK, PASSWORD_INVALID, or PERSON_UNKNOWN for the user of the environment
     */
    public Outcome setOwnPassword(String name, Secret password) {
        if (!mayBePassword(password)) {
            return Outcome.PASSWORD_INVALID;
        }
        Optional<Person> found = store.lock(name);
        found.ifPresent(person -> setPassword(name, person, password));
        return found.isPresent() ? Outcome.OK : Outcome.PERSON_UNKNOWN;
    }

    /**
     * Shuts a person out, or lets him in again; it counts from his next request on.
     *
     * @return OK, PERSON_UNKNOWN, or SAME_PERSON where it is himself
     */
    public Outcome setEnabled(String by, String name, boolean enabled) {
        Optional<Person> found = store.lock(name);
        if (found.isEmpty()) {
            return Outcome.PERSON_UNKNOWN;
        }
        if (by.equals(name)) {
            return Outcome.SAME_PERSON;
        }
        if (found.get().enabled() != enabled) {
            found.get().setEnabled(enabled, clock.instant());
            tell(by, enabled ? "PERSON_ENABLED" : "PERSON_DISABLED", name, "");
        }
        return Outcome.OK;
    }

    /**
     * Takes away whoever got his password in a sandbox that this database once was.
     *
     * @return how many they were
     */
    public int removeSandboxed() {
        List<Person> persons = store.ofSandbox(PAGE_MAX);
        for (Person person : persons) {
            store.remove(person);
            tell(AuditEvent.SYSTEM, "PERSON_REMOVED", person.name(), "the password was set in a sandbox");
        }
        return persons.size();
    }

    /** Whether a password has 12 to 200 characters; in a sandbox one is enough. */
    public boolean mayBePassword(Secret password) {
        int length = password.value().length();
        return length >= (settings.sandbox() ? 1 : PASSWORD_MIN) && length <= PASSWORD_MAX;
    }

    /** A password that is the same as before changes nothing, not even its hash. */
    private void setPassword(String by, Person person, Secret password) {
        if (!PasswordHash.matches(password.value(), person.passwordHash())) {
            person.setPassword(hash(password), settings.sandbox(), clock.instant());
            tell(by, "PERSON_PASSWORD", person.name(), "");
        }
    }

    private String hash(Secret password) {
        return PasswordHash.of(password.value(), random);
    }

    private void tell(String by, String action, String name, String detail) {
        audit.record(new AuditEvent(by, action, "person " + name, detail));
    }
}
