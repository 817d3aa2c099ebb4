package io.tokenline.payment.floats;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of an agent's ledger; written once, never changed. */
@Entity
@Table(name = "float_entry")
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
public class FloatEntry {

    /** What happened. */
    public enum Kind {
        /** The agent paid in. */
        TOP_UP,
        /** Money waits for a token. */
        HOLD,
        /** The token is made. */
        CAPTURE,
        /** There is no token. */
        RELEASE,
        /** What was taken is the agent's again. */
        REFUND
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "float_entry_seq")
    @SequenceGenerator(name = "float_entry_seq", allocationSize = 50)
    private long id;

    @Column(name = "float_id")
    private long floatId;

    @Enumerated(EnumType.STRING)
    private Kind kind = Kind.TOP_UP;

    private String reference = "";

    /** What it ends, which ends once: a hold, or a payment that is given back. */
    private @Nullable String ends;

    @Column(name = "balance_change")
    private long balanceChange;

    @Column(name = "held_change")
    private long heldChange;

    @Column(name = "balance_after")
    private long balanceAfter;

    private Instant at = Instant.EPOCH;

    /** For the persistence provider. */
    protected FloatEntry() {}

    /** Books an amount in minor units on an account whose row is held. */
    FloatEntry(AgentFloat account, Kind kind, String reference, @Nullable String ends, long minor, Instant now) {
        this.floatId = account.id();
        this.kind = kind;
        this.reference = reference;
        this.ends = ends;
        this.balanceChange = switch (kind) {
            case TOP_UP, RELEASE, REFUND -> minor;
            case HOLD -> -minor;
            case CAPTURE -> 0;
        };
        this.heldChange = switch (kind) {
            case HOLD -> minor;
            case CAPTURE, RELEASE -> -minor;
            case TOP_UP, REFUND -> 0;
        };
        account.change(balanceChange, heldChange);
        this.balanceAfter = account.balance().minor();
        this.at = now;
    }

    /** The row's number, in the order of booking. */
    public long id() {
        return id;
    }

    long floatId() {
        return floatId;
    }

    /** What happened. */
    public Kind kind() {
        return kind;
    }

    /** The top-up, payment or refund. */
    public String reference() {
        return reference;
    }

    /** What it changed of what can be spent, in minor units. */
    public long balanceChange() {
        return balanceChange;
    }

    /** What it changed of what is held, in minor units. */
    public long heldChange() {
        return heldChange;
    }

    /** What could be spent afterwards, in minor units. */
    public long balanceAfter() {
        return balanceAfter;
    }

    /** When. */
    public Instant at() {
        return at;
    }
}
