package io.tokenline.console;

import io.tokenline.FailedLogins;
import io.tokenline.PasswordHash;
import io.tokenline.RememberedLogins;
import io.tokenline.Secret;
import io.tokenline.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether a name and a password belong together. Basic sends both with each request, so a right password is hashed
 * once and then remembered for a while; the person is read each time, so that a change counts at once, on every server.
 */
@ApplicationScoped
class Logins {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** Hashing is slow on purpose; it must not take all processors. */
    private static final int HASHES_AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Login BUSY = new Login.TooMany(Duration.ofSeconds(1));

    private final People people;
    private final Settings settings;
    private final RememberedLogins remembered;
    private final FailedLogins failures;
    private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE);
    private final String nobody = PasswordHash.ofNobody();

    @Inject
    Logins(People people, Settings settings, Clock clock, RandomGenerator random) {
        this.people = people;
        this.settings = settings;
        this.remembered = new RememberedLogins(random, clock, REMEMBERED);
        this.failures = new FailedLogins(clock);
    }

    /** Checks a login from a remote address; an unknown name and a wrong password cost the same. */
    Login check(String name, String password, String address) {
        Optional<Duration> pause = failures.pause(known(name), address);
        if (pause.isPresent()) {
            return new Login.TooMany(pause.get());
        }
        if (name.equals(Person.ADMIN) && isAdmins(password)) {
            failures.succeeded(name, address);
            return new Login.Granted(name, EnumSet.allOf(Role.class));
        }
        Optional<Person> person = Person.mayBeCalled(name) ? people.find(name) : Optional.empty();
        return person.filter(p -> remembered.knows(name, p.passwordHash(), password))
                .filter(Person::enabled)
                .map(p -> granted(p, address))
                .orElseGet(() -> hashed(name, password, address, person));
    }

    private Login granted(Person person, String address) {
        failures.succeeded(person.name(), address);
        return new Login.Granted(person.name(), person.roles());
    }

    private Login hashed(String name, String password, String address, Optional<Person> person) {
        if (!acquired()) {
            return BUSY;
        }
        try {
            // Those who waited here together get no more tries than one after the other.
            Optional<Duration> pause = failures.pause(known(name), address);
            if (pause.isPresent()) {
                return new Login.TooMany(pause.get());
            }
            String stored = person.map(Person::passwordHash).orElse(nobody);
            boolean right = PasswordHash.matches(password, stored);
            if (!right || person.isEmpty() || !person.get().enabled()) {
                return refused(name, address, person);
            }
            remembered.remember(name, stored, password);
            return granted(person.get(), address);
        } finally {
            hashing.release();
        }
    }

    /** What nobody is called may be a password that was typed into the wrong field: it is not for the log. */
    private Login refused(String name, String address, Optional<Person> person) {
        if (failures.failed(known(name), address)) {
            LOG.warn(
                    "TKL-3002 too many wrong passwords for {} from {}: refused for a while",
                    person.isPresent() || name.equals(Person.ADMIN) ? name : "a name that nobody has",
                    address);
        }
        return new Login.Refused();
    }

    /** Names that nobody can have share one count, so that a long one takes no memory. */
    private static String known(String name) {
        return Person.mayBeCalled(name) || name.equals(Person.ADMIN) ? name : "";
    }

    private boolean isAdmins(String password) {
        return settings.adminPassword()
                .map(Secret::value)
                .filter(right -> MessageDigest.isEqual(
                        right.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private boolean acquired() {
        try {
            return hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
