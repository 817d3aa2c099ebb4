package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.yaml.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request to the API with a status and one sentence that says what to do instead; {@link ApiErrors} makes the
 * answer of it. The sentence never repeats what was sent.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int INVALID = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int NOT_JSON = 415;
    private static final int TOO_MANY = 429;

    private final int status;
    private final @Nullable Outcome outcome;
    private final @Nullable Duration pause;
    private final transient List<Fault> faults;

    private Refusal(int status, String sentence, @Nullable Outcome outcome, @Nullable Duration pause) {
        this(status, sentence, outcome, pause, List.of());
    }

    private Refusal(
            int status, String sentence, @Nullable Outcome outcome, @Nullable Duration pause, List<Fault> faults) {
        super(sentence, null, false, false);
        this.faults = List.copyOf(faults);
        this.status = status;
        this.outcome = outcome;
        this.pause = pause;
    }

    /** What a room answered instead of OK; the status follows from it, see {@link #status(Outcome)}. */
    public static Refusal of(Outcome outcome, String sentence) {
        return new Refusal(status(outcome), sentence, outcome, null);
    }

    /** As {@link #of(Outcome, String)}, with the outcome's own explanation. */
    public static Refusal of(Outcome outcome) {
        String text = outcome.explanation();
        return of(outcome, Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".");
    }

    /** 400: what was sent cannot be understood. */
    public static Refusal invalid(String sentence) {
        return new Refusal(INVALID, sentence, null, null);
    }

    /** 400: a file with faults; each is told with its place. */
    static Refusal faulty(String sentence, List<Fault> faults) {
        return new Refusal(INVALID, sentence, null, null, faults);
    }

    /** 403: the caller has none of these roles. */
    public static Refusal role(Role... anyOf) {
        return new Refusal(FORBIDDEN, "This needs one of the roles: " + Role.names(anyOf) + ".", null, null);
    }

    /** 403: nothing says who may do this, so nobody may. */
    static Refusal closed() {
        return new Refusal(FORBIDDEN, "Nobody may do this.", null, null);
    }

    /** 404: there is nothing of this name or number. */
    public static Refusal unknown(String sentence) {
        return new Refusal(UNKNOWN, sentence, null, null);
    }

    /** 415: a request that changes something comes without saying that its body is JSON. */
    static Refusal notJson() {
        return new Refusal(NOT_JSON, ErrorBodies.sentence(NOT_JSON), null, null);
    }

    /** 429: too often; the pause is told in whole seconds as Retry-After. */
    public static Refusal tooMany(String sentence, Duration pause) {
        return new Refusal(TOO_MANY, sentence, null, pause);
    }

    /** Unknown things are 404, input that cannot be is 400; what the state of things forbids is 409. */
    static int status(Outcome outcome) {
        return switch (outcome) {
            case OK -> throw new IllegalArgumentException("OK is no refusal");
            case METER_UNKNOWN,
                    DEBT_UNKNOWN,
                    DIFFERENCE_UNKNOWN,
                    PERSON_UNKNOWN,
                    PROPOSAL_UNKNOWN,
                    REQUEST_UNKNOWN,
                    KEY_CHANGE_UNKNOWN,
                    TOKEN_UNKNOWN,
                    TARIFF_UNKNOWN,
                    LINK_UNKNOWN,
                    WALLET_UNKNOWN,
                    FLOAT_UNKNOWN,
                    ACCOUNT_UNKNOWN,
                    AGGREGATOR_UNKNOWN -> UNKNOWN;
            case METER_NUMBER_INVALID,
                    AMOUNT_INVALID,
                    AMOUNT_TOO_LOW,
                    AMOUNT_TOO_HIGH,
                    AMOUNT_NOT_ENCODABLE,
                    AMOUNT_NOT_WHOLE,
                    VALUE_INVALID,
                    KEY_WEAK,
                    KEY_LENGTH,
                    PERSON_INVALID,
                    LINK_INVALID,
                    ACCOUNT_INVALID,
                    AGGREGATOR_INVALID,
                    PROFILE_INVALID,
                    TARIFF_CURRENCY,
                    PASSWORD_INVALID -> INVALID;
            case FILE_TOO_LARGE -> TOO_LARGE;
            default -> CONFLICT;
        };
    }

    /** The HTTP status, 400 to 429. */
    public int status() {
        return status;
    }

    /** What a room answered, where it was a room that refused. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** What is wrong with the file that was sent; none where it was no file. */
    public List<Fault> faults() {
        return faults;
    }

    /** How long to wait, where that helps. */
    public Optional<Duration> pause() {
        return Optional.ofNullable(pause);
    }

    /** Whole seconds, for Retry-After: never so few that the next try comes too early. */
    static long seconds(Duration pause) {
        return Math.max(1, pause.plusMillis(999).toSeconds());
    }
}
