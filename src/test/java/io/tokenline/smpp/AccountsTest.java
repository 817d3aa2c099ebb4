package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.TestClock;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private final Map<Object, OperatorAccount> rows = new HashMap<>();
    private Accounts accounts;

    @BeforeEach
    void open() {
        accounts = new Accounts(new AccountStore(entities()), new Random(1), new TestClock());
        put("sandbox", "sandbox");
    }

    @Test
    void theRightPasswordIsGrantedAndComesWithTheAccount() {
        Login.Granted login = assertInstanceOf(Login.Granted.class, accounts.authenticate("sandbox", "sandbox"));
        assertEquals("sandbox", login.account().systemId());
        assertTrue(login.account().allows(BindKind.TRANSCEIVER));
        assertFalse(login.account().allows(BindKind.RECEIVER));
        assertEquals(7, login.account().maxBinds());
        assertEquals(Dialect.STANDARD, login.account().dialect());
    }

    @Test
    void everyRefusalHasItsReason() {
        assertEquals(new Login.Refused(Login.Reason.UNKNOWN_ACCOUNT), accounts.authenticate("nobody", "sandbox"));
        assertEquals(new Login.Refused(Login.Reason.WRONG_PASSWORD), accounts.authenticate("sandbox", "sandbo"));
        accounts.authenticate("sandbox", "sandbox");
        assertEquals(new Login.Refused(Login.Reason.WRONG_PASSWORD), accounts.authenticate("sandbox", "sandbo"));
        rows.values().forEach(OperatorAccount::disable);
        assertEquals(new Login.Refused(Login.Reason.DISABLED), accounts.authenticate("sandbox", "sandbox"));
    }

    @Test
    void aChangedPasswordEndsTheOldOneThoughItWasRemembered() {
        assertInstanceOf(Login.Granted.class, accounts.authenticate("sandbox", "sandbox"));
        put("sandbox", "other");
        assertInstanceOf(Login.Refused.class, accounts.authenticate("sandbox", "sandbox"));
        assertInstanceOf(Login.Granted.class, accounts.authenticate("sandbox", "other"));
    }

    @Test
    void theThousandthLoginIsCheap() {
        accounts.authenticate("sandbox", "sandbox");
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertInstanceOf(Login.Granted.class, accounts.authenticate("sandbox", "sandbox"));
        }
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
    }

    @Test
    void anAccountThatSmppCannotCarryIsNotMade() {
        assertThrows(IllegalArgumentException.class, () -> put("a name with spaces", "x"));
        assertThrows(IllegalArgumentException.class, () -> put("sandbox", "ninechars"));
        assertThrows(IllegalArgumentException.class, () -> put("sandbox", ""));
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
