package io.tokenline;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision that needs two persons: one proposes, another decides, for or against. Whatever is decided on embeds this
 * and locks its own row while it asks, so that two deciders come one after the other.
 */
@Embeddable
public class TwoPersons {

    /** What the columns have room for. */
    private static final int NAME_MAX = 40;

    @Column(name = "proposed_by")
    private String proposedBy = "";

    @Column(name = "proposed_at")
    private Instant proposedAt = Instant.EPOCH;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    /** For the persistence provider. */
    protected TwoPersons() {}

    /**
     * A proposal that waits for its second person.
     *
     * @param proposer the name of the first, 1 to 40 characters
     */
    public TwoPersons(String proposer, Instant now) {
        this.proposedBy = checked(proposer);
        this.proposedAt = now;
    }

    /** Who proposed it. */
    public String proposedBy() {
        return proposedBy;
    }

    /** When it was proposed. */
    public Instant proposedAt() {
        return proposedAt;
    }

    /** Who decided it; empty while it waits. */
    public Optional<String> decidedBy() {
        return Optional.ofNullable(decidedBy);
    }

    /** When it was decided; empty while it waits. */
    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    /**
     * Whether a person may decide; capitals make no other person of him.
     *
     * @return OK, ALREADY_DECIDED, or SAME_PERSON for the one who proposed
     */
    public Outcome mayDecide(String person) {
        if (decidedBy != null) {
            return Outcome.ALREADY_DECIDED;
        }
        return checked(person).equalsIgnoreCase(proposedBy) ? Outcome.SAME_PERSON : Outcome.OK;
    }

    /**
     * Records who decided; what was decided is for the owner of this to keep.
     *
     * @throws IllegalStateException where {@link #mayDecide} is not OK
     */
    public void decide(String person, Instant now) {
        Outcome outcome = mayDecide(person);
        if (outcome != Outcome.OK) {
            throw new IllegalStateException("nobody may decide this so: " + outcome);
        }
        decidedBy = person;
        decidedAt = now;
    }

    private static String checked(String name) {
        if (name.isBlank() || name.length() > NAME_MAX) {
            throw new IllegalArgumentException("a person's name has 1 to " + NAME_MAX + " characters");
        }
        return name;
    }
}
