package io.tokenline.vending;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TwoPersons;
import io.tokenline.metering.Meter;
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token that no customer pays for: asked for by one person, approved by another. */
@Entity
@Table(name = "engineering_request")
class EngineeringRequest {

    /** Where it stands. */
    enum State {
        PROPOSED,
        REJECTED,
        ISSUED,
        /** No token could be made; the refusal says why. */
        REFUSED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "engineering_request_seq")
    @SequenceGenerator(name = "engineering_request_seq", allocationSize = 50)
    private long id;

    private String reference = "";

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "meter_id")
    private @Nullable Meter meter;

    @Enumerated(EnumType.STRING)
    private EngineeringKind kind = EngineeringKind.METER_TEST;

    @Column(name = "request_value")
    private long value;

    private String reason = "";

    @Convert(converter = SealedNumber.class)
    private @Nullable String msisdn;

    private String language = "";

    @Enumerated(EnumType.STRING)
    private State state = State.PROPOSED;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome refusal;

    @Embedded
    private @Nullable TwoPersons persons;

    @Column(name = "shown_at")
    private @Nullable Instant shownAt;

    /** For the persistence provider. */
    protected EngineeringRequest() {}

    EngineeringRequest(String reference, Engineering.Wish wish, Meter meter, String language, TwoPersons persons) {
        this.reference = reference;
        this.meter = meter;
        this.kind = wish.kind();
        this.value = wish.kind().carried(wish.value());
        this.reason = wish.reason();
        this.msisdn = wish.to().map(Msisdn::digits).orElse(null);
        this.language = language;
        this.persons = persons;
    }

    long id() {
        return id;
    }

    String reference() {
        return reference;
    }

    Meter meter() {
        return Objects.requireNonNull(meter);
    }

    EngineeringKind kind() {
        return kind;
    }

    long value() {
        return value;
    }

    String reason() {
        return reason;
    }

    Optional<Msisdn> to() {
        return Optional.ofNullable(msisdn).map(Msisdn::new);
    }

    String language() {
        return language;
    }

    State state() {
        return state;
    }

    Optional<Outcome> refusal() {
        return Optional.ofNullable(refusal);
    }

    TwoPersons persons() {
        return Objects.requireNonNull(persons);
    }

    /** Whether the token may still be looked at: it goes by SMS, or is shown once. */
    boolean mayBeShown() {
        return state == State.ISSUED && msisdn == null && shownAt == null;
    }

    void decide(State decided, @Nullable Outcome why, String person, Instant now) {
        persons().decide(person, now);
        state = decided;
        refusal = why;
    }

    void show(Instant now) {
        shownAt = now;
    }
}
