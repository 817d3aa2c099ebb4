package io.tokenline.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQLSTATE by SQLSTATE, as PostgreSQL's Appendix A and H2 list them. */
class LostConnectionTest {

    @ParameterizedTest
    @CsvSource({
        "08000, true", "08001, true", "08003, true", "08006, true", "57P01, true", "57P02, true", "57P03, true",
        "57P05, true", "90067, true", "90121, true", "23505, false", "40001, false", "57014, false", "42601, false",
        ", false"
    })
    void whatEndsAConnectionIsTold(String state, boolean lost) {
        assertEquals(lost, new LostConnection().isExceptionFatal(new SQLException("it failed", state)));
    }
}
