package io.tokenline.registry;

/**
 * Something about a row that its sender has to know. It never repeats what stands in a cell: that may be a phone number.
 *
 * @param line of the file, where the row begins
 * @param kind whether the row is refused for it
 * @param column its title; empty where it is about the whole row
 * @param reason what is wrong
 * @param advice what to write instead
 */
record RowFault(long line, Kind kind, String column, String reason, String advice) {

    private static final int TEXT_MAX = 200;
    private static final int COLUMN_MAX = 40;

    /** Whether a row is refused for it. */
    enum Kind {
        FAULT,
        NOTICE
    }

    RowFault {
        if (reason.length() > TEXT_MAX || advice.length() > TEXT_MAX || column.length() > COLUMN_MAX) {
            throw new IllegalArgumentException("a fault is told in " + TEXT_MAX + " characters");
        }
    }

    static RowFault of(long line, Column column, String reason, String advice) {
        return new RowFault(line, Kind.FAULT, column.title(), reason, advice);
    }

    static RowFault ofRow(long line, String reason, String advice) {
        return new RowFault(line, Kind.FAULT, "", reason, advice);
    }

    static RowFault notice(long line, Column column, String reason, String advice) {
        return new RowFault(line, Kind.NOTICE, column.title(), reason, advice);
    }
}
