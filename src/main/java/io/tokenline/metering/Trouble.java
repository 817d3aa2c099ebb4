package io.tokenline.metering;

import io.tokenline.Msisdn;
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fault that a customer reported. */
@Entity
@Table(name = "trouble")
public class Trouble {

    /** What is wrong, in the trade's words. */
    public enum Fault {
        /** Paid, and no token came. */
        NO_TOKEN,
        /** The meter does not take the token. */
        TOKEN_REFUSED,
        /** No power though there are units on the meter. */
        NO_POWER,
        /** The meter's display or keys do not work. */
        METER_BROKEN,
        /** Paid for the wrong meter. */
        WRONG_METER,
        /** Something else. */
        OTHER
    }

    /** Whether somebody still has to look after it. */
    public enum State {
        OPEN,
        CLOSED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "trouble_seq")
    @SequenceGenerator(name = "trouble_seq", allocationSize = 50)
    private long id;

    private String reference = "";

    @Convert(converter = SealedNumber.class)
    private String msisdn = "";

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "meter_id")
    private @Nullable Meter meter;

    @Enumerated(EnumType.STRING)
    private Fault fault = Fault.OTHER;

    @Enumerated(EnumType.STRING)
    private State state = State.OPEN;

    @Column(name = "closed_by")
    private @Nullable String closedBy;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected Trouble() {}

    Trouble(String reference, Msisdn msisdn, Optional<Meter> meter, Fault fault, Instant now) {
        this.reference = reference;
        this.msisdn = msisdn.digits();
        this.meter = meter.orElse(null);
        this.fault = fault;
        this.createdAt = now;
        this.changedAt = now;
    }

    /** The row's number. */
    public long id() {
        return id;
    }

    /** What customer and support call it. */
    public String reference() {
        return reference;
    }

    /** Who reported it. */
    public Msisdn msisdn() {
        return new Msisdn(msisdn);
    }

    /** The meter that he bought for last; empty where he never did. */
    public Optional<Meter> meter() {
        return Optional.ofNullable(meter);
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    /** Whether somebody still has to look after it. */
    public State state() {
        return state;
    }

    /** When it was reported. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Who closed it; empty while it is open. */
    public Optional<String> closedBy() {
        return Optional.ofNullable(closedBy);
    }

    void close(String person, Instant now) {
        state = State.CLOSED;
        closedBy = person;
        changedAt = now;
    }
}
