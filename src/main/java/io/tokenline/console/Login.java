package io.tokenline.console;

import java.time.Duration;
import java.util.Set;

/** What became of a name and a password. */
sealed interface Login {

    /** They belong together. */
    record Granted(String name, Set<Role> roles) implements Login {}

    /** They do not, or the person is disabled, or there is none; which of them is nobody's business. */
    record Refused() implements Login {}

    /** There were too many wrong ones; this one was not even looked at. */
    record TooMany(Duration pause) implements Login {}

    /** Nobody could look, for a reason that is in the log. */
    record Failed() implements Login {}
}
