package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Cidr;
import io.tokenline.FailedLogins;
import io.tokenline.PasswordHash;
import io.tokenline.TestClock;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final String GUESSER = "203.0.113.1";

    private final Map<Object, OperatorAccount> rows = new HashMap<>();
    private final TestClock clock = new TestClock();
    private Accounts accounts;

    @BeforeEach
    void open() {
        accounts = new Accounts(new AccountStore(entities()), new Random(1), clock);
        put("sandbox", "sandbox");
    }

    @Test
    void theRightPasswordIsGrantedAndComesWithTheAccount() {
        Login.Granted login = assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox"));
        assertEquals("sandbox", login.account().systemId());
        assertTrue(login.account().allows(BindKind.TRANSCEIVER));
        assertFalse(login.account().allows(BindKind.RECEIVER));
        assertEquals(7, login.account().maxBinds());
        assertEquals(Dialect.STANDARD, login.account().dialect());
    }

    @Test
    void everyRefusalHasItsReason() {
        assertEquals(new Login.Refused(Login.Reason.UNKNOWN_ACCOUNT), login("nobody", "sandbox"));
        assertEquals(new Login.Refused(Login.Reason.WRONG_PASSWORD), login("sandbox", "sandbo"));
        login("sandbox", "sandbox");
        assertEquals(new Login.Refused(Login.Reason.WRONG_PASSWORD), login("sandbox", "sandbo"));
        rows.values().forEach(OperatorAccount::disable);
        assertEquals(new Login.Refused(Login.Reason.DISABLED), login("sandbox", "sandbox"));
    }

    @Test
    void aChangedPasswordEndsTheOldOneThoughItWasRemembered() {
        assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox"));
        put("sandbox", "other");
        assertInstanceOf(Login.Refused.class, login("sandbox", "sandbox"));
        assertInstanceOf(Login.Granted.class, login("sandbox", "other"));
    }

    @Test
    void theThousandthLoginIsCheap() {
        login("sandbox", "sandbox");
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox"));
        }
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
    }

    @Test
    void anAccountThatSmppCannotCarryIsNotMade() {
        assertThrows(IllegalArgumentException.class, () -> put("a name with spaces", "x"));
        assertThrows(IllegalArgumentException.class, () -> put("sandbox", "ninechars"));
        assertThrows(IllegalArgumentException.class, () -> put("sandbox", ""));
    }

    @Test
    void theNetworksOfAnAccountAreCheckedAndNobodyOutsideLearnsOfIt() {
        change(networks("10.1.0.0/16"));
        assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox", "10.1.255.255"));
        Login outside = login("sandbox", "sandbox", "10.2.0.1");
        assertEquals(new Login.Refused(Login.Reason.NETWORK), outside);
        assertEquals(Login.Reason.WRONG_PASSWORD.status(), Login.Reason.NETWORK.status());
        assertEquals(Login.Reason.UNKNOWN_ACCOUNT.status(), Login.Reason.NETWORK.status());
    }

    @Test
    void thePasswordBeforeBindsUntilItsTime() {
        Instant until = clock.instant().plus(Duration.ofHours(1));
        rows.values()
                .forEach(account -> account.setPassword(
                        PasswordHash.next(
                                "newer", account.passwordHashes(clock.instant()).get(0)),
                        until));
        for (int i = 0; i < 2; i++) {
            assertInstanceOf(Login.Granted.class, login("sandbox", "newer"));
            assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox"));
        }
        clock.pass(Duration.ofHours(1));
        assertInstanceOf(Login.Granted.class, login("sandbox", "newer"));
        assertEquals(new Login.Refused(Login.Reason.WRONG_PASSWORD), login("sandbox", "sandbox"));
    }

    @Test
    void anAddressThatGuessesIsNotHeardAndTheOperatorIs() {
        for (int i = 0; i < FailedLogins.MAX; i++) {
            assertEquals(new Login.Refused(Login.Reason.WRONG_PASSWORD), login("sandbox", "guess" + i, GUESSER));
        }
        assertEquals(new Login.Refused(Login.Reason.PAUSED), login("sandbox", "sandbox", GUESSER));
        assertEquals(new Login.Refused(Login.Reason.PAUSED), login("another", "sandbox", GUESSER));
        assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox"));
        clock.pass(FailedLogins.PAUSE);
        assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox", GUESSER));
    }

    @Test
    void guessesFromManyAddressesAreTriedOnceASecond() {
        for (int i = 0; i <= FailedLogins.MAX; i++) {
            assertInstanceOf(Login.Refused.class, login("sandbox", "guess" + i, "203.0.113." + i));
        }
        assertEquals(new Login.Refused(Login.Reason.BUSY), login("sandbox", "wrong", "203.0.113.200"));
        clock.pass(FailedLogins.TURN);
        assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox", "203.0.113.203"));
        assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox", "203.0.113.203"));
    }

    @Test
    void aDrainingAccountTakesNoBinds() {
        rows.values().forEach(account -> account.setMode(AccountMode.DRAINING));
        assertEquals(new Login.Refused(Login.Reason.DRAINING), login("sandbox", "sandbox"));
        rows.values().forEach(OperatorAccount::enable);
        assertInstanceOf(Login.Granted.class, login("sandbox", "sandbox"));
    }

    private void change(AccountTerms terms) {
        rows.values().forEach(account -> account.agree(terms));
    }

    private static AccountTerms networks(String network) {
        return new AccountTerms(
                EnumSet.allOf(BindKind.class),
                1,
                List.of(Cidr.parse(network).orElseThrow()),
                0,
                0,
                "",
                List.of(),
                Dialect.STANDARD,
                Duration.ZERO,
                Duration.ZERO);
    }

    private Login login(String systemId, String password) {
        return login(systemId, password, "192.0.2.1");
    }

    private Login login(String systemId, String password, String address) {
        try {
            return accounts.authenticate(systemId, password, InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(String systemId, String password) {
        accounts.put(systemId, password, EnumSet.of(BindKind.TRANSCEIVER), 7, Dialect.STANDARD);
    }

    /** Rows in a map, found and merged by their id. */
    private EntityManager entities() {
        return (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (self, method, arguments) -> {
                    return switch (method.getName()) {
                        case "find" -> rows.get(arguments[1]);
                        case "merge" -> merged((OperatorAccount) arguments[0]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private OperatorAccount merged(OperatorAccount account) {
        rows.put(account.systemId(), account);
        return account;
    }
}
