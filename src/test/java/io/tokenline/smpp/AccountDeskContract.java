package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Cidr;
import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.Secret;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEntry;
import io.tokenline.audit.AuditFilter;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Operator accounts and who changes them, on whichever database; the server is no sandbox. */
abstract class AccountDeskContract {

    private static final String FIRST = "8letters";
    private static final String SECOND = "8others!";
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final Rooms rooms;
    private final AccountDesk desk;
    private final Accounts accounts;

    /** Reads without a boundary of its own, in a transaction of the test's. */
    private final Accounts logins;

    AccountDeskContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database).asInProduction();
        this.desk = rooms.get(AccountDesk.class);
        this.accounts = rooms.get(Accounts.class);
        this.logins = new Accounts(rooms.get(AccountStore.class), new Random(1), database.clock());
    }

    private static AccountTerms terms(int binds) {
        return new AccountTerms(
                EnumSet.of(BindKind.TRANSCEIVER),
                binds,
                List.of(Cidr.parse("127.0.0.0/8").orElseThrow()),
                50,
                20,
                "USSD",
                List.of("25470", "25471"),
                Dialect.STANDARD,
                Duration.ofSeconds(45),
                Duration.ofMinutes(10));
    }

    private Outcome enter(String systemId, String password) {
        return desk.put("chief", systemId, terms(2), Optional.of(new Secret(password)));
    }

    private OperatorAccount account(String systemId) {
        return accounts.find(systemId).orElseThrow();
    }

    private boolean binds(String systemId, String password) {
        return login(systemId, password) instanceof Login.Granted;
    }

    private Login login(String systemId, String password) {
        return database.tx(() -> logins.authenticate(systemId, password, InetAddress.getLoopbackAddress()));
    }

    /** What was audited, from the oldest to the newest. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (AuditEntry entry : rooms.get(Audit.class).page(AuditFilter.ALL, Long.MAX_VALUE, 100)) {
            told.add(0, entry.event().action() + " " + entry.event().object());
        }
        return told;
    }

    @Test
    void anAccountIsAsItWasEnteredAndChanged() {
        assertEquals(Outcome.OK, enter("op", FIRST));
        assertEquals(terms(2), account("op").terms());
        assertTrue(binds("op", FIRST));
        assertEquals(Outcome.OK, desk.put("chief", "op", terms(3), Optional.empty()));
        assertEquals(3, account("op").maxBinds());
        assertTrue(binds("op", FIRST), "the password stays");
        assertEquals(Outcome.OK, desk.put("chief", "op", terms(3), Optional.of(new Secret(FIRST))));
        assertEquals(List.of("ACCOUNT_ENTERED account op", "ACCOUNT_CHANGED account op"), told());
        assertEquals(0, database.count("select count(*) from operator_account where password_hash like '%8letters%'"));
    }

    @Test
    void aPasswordThatIsChangedEndsAtOnceAndOneThatIsRotatedLater() {
        enter("op", FIRST);
        desk.put("chief", "op", terms(2), Optional.of(new Secret(SECOND)));
        assertFalse(binds("op", FIRST));
        assertTrue(binds("op", SECOND));

        assertEquals(Outcome.OK, desk.rotate("chief", "op", new Secret(FIRST), DAY));
        Instant until = database.clock().instant().plus(DAY);
        assertEquals(Optional.of(until), account("op").previousUntil());
        assertTrue(binds("op", FIRST) && binds("op", SECOND));
        database.clock().pass(DAY);
        assertTrue(binds("op", FIRST));
        assertFalse(binds("op", SECOND));
        assertEquals(
                2, told().stream().filter("ACCOUNT_PASSWORD account op"::equals).count());
    }

    @Test
    void whatSmppCannotCarryIsNotEntered() {
        for (String password : List.of("", "7letter", "9letters!", "8 letter", "8lettér!")) {
            assertEquals(Outcome.PASSWORD_INVALID, enter("op", password), password);
        }
        assertEquals(Outcome.PASSWORD_INVALID, desk.put("chief", "op", terms(2), Optional.empty()));
        for (String name : List.of("", "with space", "sixteencharacter", "é")) {
            assertEquals(Outcome.ACCOUNT_INVALID, enter(name, FIRST), name);
        }
        assertEquals(List.of(), accounts.page("", 10));
        assertEquals(List.of(), told());
    }

    @Test
    void whoIsDisabledOrDrainedBindsNoMoreUntilHeIsEnabled() {
        enter("op", FIRST);
        desk.setEnabled("chief", "op", false);
        assertEquals(new Login.Refused(Login.Reason.DISABLED), login("op", FIRST));
        desk.setEnabled("chief", "op", true);
        assertTrue(binds("op", FIRST));
        desk.pause("chief", "op");
        assertTrue(binds("op", FIRST), "a pause takes binds");
        desk.drain("chief", "op", Duration.ofMinutes(3));
        assertEquals(new Login.Refused(Login.Reason.DRAINING), login("op", FIRST));
        desk.setEnabled("chief", "op", true);
        assertEquals(AccountMode.OPEN, account("op").mode());
        assertTrue(binds("op", FIRST));
        assertEquals(
                List.of(
                        "ACCOUNT_ENTERED account op",
                        "ACCOUNT_DISABLED account op",
                        "ACCOUNT_ENABLED account op",
                        "ACCOUNT_PAUSED account op",
                        "ACCOUNT_DRAINED account op",
                        "ACCOUNT_ENABLED account op"),
                told());
    }

    @Test
    void bindsEndAtTheMomentThatWasSaidAndNotThoseOpenedLater() {
        enter("op", FIRST);
        Instant opened = database.clock().instant();
        desk.drain("chief", "op", Duration.ofMinutes(3));
        Instant end = opened.plus(Duration.ofMinutes(3));
        assertFalse(account("op").ends(opened, end.minusMillis(1)));
        assertTrue(account("op").ends(opened, end));
        assertFalse(account("op").ends(end, end.plusSeconds(9)));
        database.clock().pass(Duration.ofHours(1));
        desk.kill("chief", "op");
        assertTrue(account("op").ends(end, database.clock().instant()));
    }

    @Test
    void anUnknownAccountAndTimesOutOfRangeAreRefused() {
        assertEquals(Outcome.ACCOUNT_UNKNOWN, desk.kill("chief", "op"));
        assertEquals(Outcome.ACCOUNT_UNKNOWN, desk.pause("chief", "op"));
        assertEquals(Outcome.ACCOUNT_UNKNOWN, desk.setEnabled("chief", "op", true));
        assertEquals(Outcome.ACCOUNT_UNKNOWN, desk.rotate("chief", "op", new Secret(FIRST), DAY));
        assertEquals(Outcome.ACCOUNT_UNKNOWN, desk.trace("chief", Optional.of("op"), Optional.empty(), DAY));
        enter("op", FIRST);
        assertEquals(Outcome.VALUE_INVALID, desk.drain("chief", "op", DAY));
        assertEquals(Outcome.VALUE_INVALID, desk.rotate("chief", "op", new Secret(SECOND), DAY.multipliedBy(31)));
        assertEquals(List.of("ACCOUNT_ENTERED account op"), told());
    }

    @Test
    void aTraceIsWrittenDownWithoutTheWholePhone() {
        Optional<Msisdn> phone = Optional.of(new Msisdn("254700000001"));
        for (int i = 0; i < Traces.MAX; i++) {
            Optional<Msisdn> other = Optional.of(new Msisdn("25470000001" + i));
            assertEquals(Outcome.OK, desk.trace("chief", Optional.empty(), other, Traces.LONGEST));
        }
        assertEquals(Outcome.TOO_MANY, desk.trace("chief", Optional.empty(), phone, Traces.LONGEST));
        assertEquals(Traces.MAX, told().size());
        assertEquals("TRACE_BEGUN phone 2547****010", told().get(0));
    }

    @Test
    void whatIsRolledBackChangesNoBindAndIsAuditedByNobody() {
        enter("op", FIRST);
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    desk.setEnabled("chief", "op", false);
                    throw new IllegalStateException("power cut");
                }));
        assertInstanceOf(Login.Granted.class, login("op", FIRST));
        assertEquals(List.of("ACCOUNT_ENTERED account op"), told());
    }

    @Test
    void thePagesGoByName() {
        for (String name : List.of("b", "c", "a")) {
            enter(name, FIRST);
        }
        assertEquals(
                List.of("a", "b"),
                accounts.page("", 2).stream().map(OperatorAccount::systemId).toList());
        assertEquals(
                List.of("c"),
                accounts.page("b", 2).stream().map(OperatorAccount::systemId).toList());
        assertEquals(2, accounts.all(List.of("a", "c", "nobody")).size());
    }
}
