package io.tokenline.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.FailedLogins;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.Threads;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEntry;
import io.tokenline.audit.AuditEvent;
import io.tokenline.audit.AuditFilter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** People, their roles and their logins, on whichever database; the server is no sandbox unless a test says so. */
abstract class PeopleContract {

    private static final String ADDRESS = "192.0.2.7";
    private static final String GOOD = "a long password";
    private static final String OTHER = "another long password";
    private static final Login REFUSED = new Login.Refused();
    private static final Secret ADMIN_PASSWORD = new Secret("of the environment");

    private final Database database;
    private final Rooms rooms;
    private final People people;
    private final Logins logins;

    PeopleContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database).with(Settings.class, settings(false, Optional.of(ADMIN_PASSWORD)));
        this.people = rooms.get(People.class);
        this.logins = rooms.get(Logins.class);
    }

    private Settings settings(boolean sandbox, Optional<Secret> admin) {
        Settings s = database.settings();
        return new Settings(
                sandbox,
                s.node(),
                s.data(),
                s.countryCode(),
                s.currency(),
                s.timeZone(),
                s.ussdCode(),
                s.shortCode(),
                admin,
                s.vaultPassword(),
                s.staTables(),
                s.smpp(),
                s.dialogs(),
                s.paymentWait(),
                Settings.Receipts.ITEMISED,
                s.registry());
    }

    private Outcome enter(String name, String password, Role... roles) {
        return people.put("chief", name, Set.of(roles), Optional.of(new Secret(password)));
    }

    private Outcome change(String by, String name, Role... roles) {
        return people.put(by, name, Set.of(roles), Optional.empty());
    }

    private Login login(String name, String password) {
        return logins.check(name, password, ADDRESS);
    }

    private static Login granted(String name, Role... roles) {
        return new Login.Granted(name, Set.of(roles));
    }

    /** What was audited, from the oldest to the newest. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (AuditEntry entry : rooms.get(Audit.class).page(AuditFilter.ALL, Long.MAX_VALUE, 100)) {
            AuditEvent event = entry.event();
            told.add(0, String.join("|", event.actor(), event.action(), event.object(), event.detail()));
        }
        return told;
    }

    @Test
    void aPersonWhoIsEnteredLogsInWithHisRoles() {
        assertEquals(Outcome.OK, enter("wanjiku", GOOD, Role.KEYS, Role.AUDITOR));
        assertEquals(granted("wanjiku", Role.KEYS, Role.AUDITOR), login("wanjiku", GOOD));
        assertEquals(granted("wanjiku", Role.KEYS, Role.AUDITOR), login("wanjiku", GOOD));
        assertEquals(REFUSED, login("wanjiku", OTHER));
        assertEquals(REFUSED, login("Wanjiku", GOOD));
        assertEquals(List.of("chief|PERSON_ENTERED|person wanjiku|KEYS, AUDITOR"), told());
    }

    @Test
    void noPasswordIsKept() {
        enter("wanjiku", GOOD, Role.KEYS);
        login("wanjiku", GOOD);
        assertEquals(0, database.count("select count(*) from person where password_hash like '%" + GOOD + "%'"));
        assertEquals(1, database.count("select count(*) from person where password_hash like 'pbkdf2-sha256$%'"));
        assertFalse(told().toString().contains(GOOD));
    }

    @Test
    void rolesAreReplacedAndCountAtTheNextRequest() {
        enter("wanjiku", GOOD, Role.KEYS, Role.AUDITOR);
        login("wanjiku", GOOD);
        assertEquals(Outcome.OK, change("chief", "wanjiku", Role.AUDITOR, Role.SUPPORT));
        assertEquals(granted("wanjiku", Role.AUDITOR, Role.SUPPORT), login("wanjiku", GOOD));
        assertEquals("chief|PERSON_ROLES|person wanjiku|SUPPORT, AUDITOR instead of KEYS, AUDITOR", told().get(1));
        assertEquals(2, database.count("select count(*) from person_role"));
    }

    @Test
    void aChangeThatChangesNothingIsNoNews() {
        enter("wanjiku", GOOD, Role.KEYS);
        assertEquals(Outcome.OK, enter("wanjiku", GOOD, Role.KEYS));
        assertEquals(Outcome.OK, people.setEnabled("chief", "wanjiku", true));
        assertEquals(1, told().size());
    }

    @Test
    void aNewPasswordEndsTheOldOneThoughItWasRemembered() {
        enter("wanjiku", GOOD, Role.KEYS);
        login("wanjiku", GOOD);
        assertEquals(Outcome.OK, enter("wanjiku", OTHER, Role.KEYS));
        assertEquals(REFUSED, login("wanjiku", GOOD));
        assertEquals(granted("wanjiku", Role.KEYS), login("wanjiku", OTHER));
        assertEquals("chief|PERSON_PASSWORD|person wanjiku|", told().get(1));
    }

    @Test
    void whoIsDisabledIsRefusedAtOnceUntilHeIsEnabled() {
        enter("wanjiku", GOOD, Role.KEYS);
        login("wanjiku", GOOD);
        assertEquals(Outcome.OK, people.setEnabled("chief", "wanjiku", false));
        assertEquals(REFUSED, login("wanjiku", GOOD));
        assertEquals(Outcome.OK, people.setEnabled("chief", "wanjiku", true));
        assertEquals(granted("wanjiku", Role.KEYS), login("wanjiku", GOOD));
        assertEquals(
                List.of("chief|PERSON_DISABLED|person wanjiku|", "chief|PERSON_ENABLED|person wanjiku|"),
                told().subList(1, 3));
    }

    @Test
    void nobodyGivesHimselfRolesOrShutsHimselfOut() {
        enter("wanjiku", GOOD, Role.ADMIN);
        assertEquals(Outcome.SAME_PERSON, change("wanjiku", "wanjiku", Role.ADMIN, Role.KEYS));
        assertEquals(Outcome.SAME_PERSON, people.setEnabled("wanjiku", "wanjiku", false));
        assertEquals(granted("wanjiku", Role.ADMIN), login("wanjiku", GOOD));
        assertEquals(1, told().size());
    }

    @Test
    void everybodySetsHisOwnPassword() {
        enter("wanjiku", GOOD, Role.SUPPORT);
        assertEquals(Outcome.OK, people.setOwnPassword("wanjiku", new Secret(OTHER)));
        assertEquals(granted("wanjiku", Role.SUPPORT), login("wanjiku", OTHER));
        assertEquals("wanjiku|PERSON_PASSWORD|person wanjiku|", told().get(1));
        assertEquals(Outcome.PASSWORD_INVALID, people.setOwnPassword("wanjiku", new Secret("short")));
        assertEquals(Outcome.PERSON_UNKNOWN, people.setOwnPassword(Person.ADMIN, new Secret(OTHER)));
    }

    @Test
    void whatCannotBeAPersonIsNotEntered() {
        for (String name :
                List.of("", "a", "x".repeat(41), "Wanjiku", "wan jiku", "wanjikũ", "..", "admin", "system")) {
            assertEquals(Outcome.PERSON_INVALID, enter(name, GOOD, Role.KEYS), name);
        }
        assertEquals(Outcome.PERSON_INVALID, enter("wanjiku", GOOD));
        assertEquals(Outcome.PASSWORD_INVALID, enter("wanjiku", "x".repeat(11), Role.KEYS));
        assertEquals(Outcome.PASSWORD_INVALID, enter("wanjiku", "x".repeat(201), Role.KEYS));
        assertEquals(Outcome.PASSWORD_INVALID, change("chief", "wanjiku", Role.KEYS));
        assertEquals(Outcome.PERSON_UNKNOWN, people.setEnabled("chief", "wanjiku", false));
        assertEquals(List.of(), people.page("", 10));
        assertEquals(List.of(), told());
    }

    @Test
    void whatIsRolledBackIsAuditedByNobody() {
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    enter("wanjiku", GOOD, Role.KEYS);
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(List.of(), people.page("", 10));
        assertEquals(List.of(), told());
    }

    @Test
    void thePagesGoByName() {
        for (String name : List.of("otieno", "achieng", "wanjiku")) {
            enter(name, GOOD, Role.KEYS, Role.SUPPORT);
        }
        assertEquals(List.of("achieng", "otieno"), names(people.page("", 2)));
        assertEquals(List.of("wanjiku"), names(people.page("otieno", 2)));
        assertEquals(List.of(), names(people.page("wanjiku", 2)));
        assertEquals(
                EnumSet.of(Role.KEYS, Role.SUPPORT),
                people.page("otieno", 2).get(0).roles());
    }

    private static List<String> names(List<Person> persons) {
        return persons.stream().map(Person::name).toList();
    }

    @Test
    void theUserOfTheEnvironmentHasEveryRole() {
        assertEquals(
                new Login.Granted(Person.ADMIN, EnumSet.allOf(Role.class)),
                login(Person.ADMIN, ADMIN_PASSWORD.value()));
        assertEquals(REFUSED, login(Person.ADMIN, GOOD));
        assertEquals(REFUSED, login("wanjiku", ADMIN_PASSWORD.value()));
    }

    @Test
    void withoutItsPasswordThereIsNoSuchUserAndYetPersonsLogIn() {
        enter("wanjiku", GOOD, Role.KEYS);
        Logins alone = new Logins(people, settings(false, Optional.empty()), database.clock(), new Random(1));
        for (String password : List.of("", "admin", ADMIN_PASSWORD.value())) {
            assertEquals(REFUSED, alone.check(Person.ADMIN, password, ADDRESS));
        }
        assertEquals(granted("wanjiku", Role.KEYS), alone.check("wanjiku", GOOD, ADDRESS));
    }

    @Test
    void afterTenWrongPasswordsNotEvenTheRightOneIsLookedAt() {
        enter("wanjiku", GOOD, Role.KEYS);
        enter("otieno", GOOD, Role.KEYS);
        login("otieno", GOOD);
        for (String name : List.of("wanjiku", "nobody")) {
            String address = "address of " + name;
            for (int i = 0; i < FailedLogins.MAX; i++) {
                assertEquals(REFUSED, logins.check(name, OTHER, address));
            }
            assertEquals(new Login.TooMany(FailedLogins.PAUSE), logins.check(name, GOOD, address));
            assertInstanceOf(Login.TooMany.class, logins.check("another", GOOD, address));
        }
        assertEquals(granted("otieno", Role.KEYS), login("otieno", GOOD));
        database.clock().pass(FailedLogins.PAUSE);
        assertEquals(granted("wanjiku", Role.KEYS), login("wanjiku", GOOD));
    }

    @Test
    void manyAtOnceGuessNoMoreThanOneAfterTheOther() {
        int guesses = 24;
        enter("wanjiku", GOOD, Role.KEYS);
        List<Boolean> looked = Threads.together(
                guesses,
                guess -> () -> logins.check("wanjiku", OTHER + guess, ADDRESS).equals(REFUSED));
        long tries = looked.stream().filter(Boolean::booleanValue).count();
        assertTrue(tries >= FailedLogins.MAX && tries < FailedLogins.MAX + 4, () -> tries + " were looked at");
    }

    @Test
    void aRightPasswordIsHashedOnce() {
        enter("wanjiku", GOOD, Role.KEYS);
        login("wanjiku", GOOD);
        long start = System.nanoTime();
        int requests = 200;
        for (int i = 0; i < requests; i++) {
            assertEquals(granted("wanjiku", Role.KEYS), login("wanjiku", GOOD));
        }
        long each = (System.nanoTime() - start) / requests;
        long hashed = System.nanoTime();
        assertEquals(REFUSED, login("wanjiku", OTHER));
        long once = System.nanoTime() - hashed;
        assertTrue(each < once, () -> each + " ns each, " + once + " ns to hash one");
    }

    @Test
    void whoGotHisPasswordInASandboxIsGoneWhereThereIsNone() {
        People sandbox = new People(
                rooms.get(PersonStore.class),
                rooms.get(Audit.class),
                settings(true, Optional.empty()),
                database.clock(),
                new Random(1));
        enter("wanjiku", GOOD, Role.KEYS);
        enter("otieno", GOOD, Role.KEYS);
        Optional<Secret> weak = Optional.of(new Secret("second"));
        for (String name : List.of("second", "otieno")) {
            assertEquals(Outcome.OK, database.tx(() -> sandbox.put("system", name, Set.of(Role.KEYS), weak)));
        }
        assertEquals(granted("second", Role.KEYS), login("second", "second"));
        assertEquals(2, people.removeSandboxed());
        assertEquals(List.of("wanjiku"), names(people.page("", 10)));
        assertEquals(REFUSED, login("second", "second"));
        assertTrue(told().contains("system|PERSON_REMOVED|person second|the password was set in a sandbox"));
        assertEquals(0, people.removeSandboxed());
    }
}
