package io.tokenline.jdbc;

import java.io.Serializable;
import java.sql.SQLException;
import java.util.Set;
import org.jboss.jca.adapters.jdbc.spi.ExceptionSorter;

/**
 * Tells the pool which failures mean that a connection is of no use any more; the pool's own sorter for PostgreSQL knows one of
 * them only and hands a connection that is closed out again and again.
 */
public final class LostConnection implements ExceptionSorter, Serializable {

    private static final long serialVersionUID = 1L;
    private static final String CONNECTION_EXCEPTION = "08";

    /** PostgreSQL: shut down, crashed, not up yet, database dropped, idle for too long. H2: broken, closed, closed. */
    private static final Set<String> STATES =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "90067", "90098", "90121");

    /** For the pool. */
    public LostConnection() {}

    @Override
    public boolean isExceptionFatal(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith(CONNECTION_EXCEPTION) || STATES.contains(state));
    }
}
