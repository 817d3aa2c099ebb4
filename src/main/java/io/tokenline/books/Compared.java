package io.tokenline.books;

import io.tokenline.Outcome;
import java.util.Optional;

/**
 * What a comparison came to.
 *
 * @param outcome OK, STATEMENT_MISSING where no statement tells of the day, or DIFFERENCES_TOO_MANY; for a closing also
 *     DAY_NOT_OVER, STATEMENT_INCOMPLETE, DIFFERENCES_OPEN and ALREADY_DECIDED
 * @param day as it stands now; empty where it was never compared
 * @param open differences that wait for a person
 */
public record Compared(Outcome outcome, Optional<BooksDay> day, long open) {

    static Compared refused(Outcome outcome) {
        return new Compared(outcome, Optional.empty(), 0);
    }
}
