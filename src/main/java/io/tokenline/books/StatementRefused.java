package io.tokenline.books;

import java.util.List;

/** Undoes the reading of a statement: not one line of it stays. */
final class StatementRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<StatementFault> faults;

    StatementRefused(List<StatementFault> faults) {
        super("the statement has faults", null, false, false);
        this.faults = List.copyOf(faults);
    }

    List<StatementFault> faults() {
        return faults;
    }
}
