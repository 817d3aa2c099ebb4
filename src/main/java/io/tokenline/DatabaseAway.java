package io.tokenline;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away from a fault of ours, for the log: while it is away every customer's message meets it, and a
 * stack trace of each would fill the disk and say nothing that one line does not.
 */
public final class DatabaseAway {

    private static final String CONNECTION_EXCEPTION = "08";

    /** PostgreSQL: shut down, crashed, not up yet. */
    private static final String OPERATOR_INTERVENTION = "57P";

    private static final int MAX_DEPTH = 20;

    private DatabaseAway() {}

    /** What of a failure is worth its stack trace: all of it, or null where the database is away. */
    public static @Nullable Throwable trace(Throwable failure) {
        return found(failure) == null ? failure : null;
    }

    /** A failure in one line; of a database that is away, what the driver or the pool says of it. */
    public static String reason(Throwable failure) {
        Throwable away = found(failure);
        return away == null ? failure.toString() : "the database is away: " + away.getMessage();
    }

    private static @Nullable Throwable found(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof SQLException sql && means(sql)) {
                return sql;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** A pool that has no connection to give says so without a state, and names its own failure as the cause. */
    private static boolean means(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                ? failure.getCause() != null
                : state.startsWith(CONNECTION_EXCEPTION) || state.startsWith(OPERATOR_INTERVENTION);
    }
}
