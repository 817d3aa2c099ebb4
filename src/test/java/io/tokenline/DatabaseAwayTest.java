package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAwayTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "57P01", "57P03"})
    void aConnectionThatIsLostOrRefusedIsToldInOneLine(String state) {
        RuntimeException failure = new IllegalStateException("a query", new SQLException("Connection refused", state));
        assertNull(DatabaseAway.trace(failure));
        assertEquals("the database is away: Connection refused", DatabaseAway.reason(failure));
    }

    @Test
    void aPoolThatHasNoConnectionToGiveIsToldInOneLine() {
        SQLException empty = new SQLException("IJ000453: Unable to get managed connection", new ConnectException());
        assertNull(DatabaseAway.trace(new IllegalStateException(empty)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "40P01", "42601"})
    void whatTheDatabaseAnswersKeepsItsStackTrace(String state) {
        RuntimeException failure = new IllegalStateException("a query", new SQLException("no", state));
        assertSame(failure, DatabaseAway.trace(failure));
        assertEquals("java.lang.IllegalStateException: a query", DatabaseAway.reason(failure));
    }

    @Test
    void aFaultOfOursKeepsItsStackTrace() {
        RuntimeException failure = new IllegalStateException("a fault", new ConnectException("a wallet"));
        assertSame(failure, DatabaseAway.trace(failure));
    }
}
