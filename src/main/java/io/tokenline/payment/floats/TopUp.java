package io.tokenline.payment.floats;

import io.tokenline.TwoPersons;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Money that an agent paid in: one person says so, another one has seen it, too. */
@Entity
@Table(name = "float_top_up")
public class TopUp {

    /** Where it stands. */
    public enum State {
        PROPOSED,
        REJECTED,
        BOOKED
    }

    @Id
    private String id = "";

    @Column(name = "float_id")
    private long floatId;

    @Column(name = "amount_minor")
    private long amountMinor;

    private String reason = "";

    @Enumerated(EnumType.STRING)
    private State state = State.PROPOSED;

    @Embedded
    private TwoPersons persons = new TwoPersons("system", Instant.EPOCH);

    /** For the persistence provider. */
    protected TopUp() {}

    TopUp(AgentFloat account, long minor, String reason, String person, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.floatId = account.id();
        this.amountMinor = minor;
        this.reason = reason;
        this.persons = new TwoPersons(person, now);
    }

    /** What staff call it. */
    public String id() {
        return id;
    }

    long floatId() {
        return floatId;
    }

    /** How much, in minor units. */
    public long amountMinor() {
        return amountMinor;
    }

    /** Where the money is to be seen. */
    public String reason() {
        return reason;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Who proposed and who decided. */
    public TwoPersons persons() {
        return persons;
    }

    void decide(State end, String person, Instant now) {
        persons.decide(person, now);
        state = end;
    }
}
