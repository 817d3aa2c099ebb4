package io.tokenline.care;

import io.tokenline.Msisdn;
import io.tokenline.TwoPersons;
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** That a phone be forgotten: one person asks, another decides. */
@Entity
@Table(name = "erasure")
class Erasure {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "erasure_seq")
    @SequenceGenerator(name = "erasure_seq", allocationSize = 50)
    private long id;

    @Column(name = "msisdn")
    @Convert(converter = SealedNumber.class)
    private String msisdn = "";

    private String reason = "";

    @Embedded
    private @Nullable TwoPersons persons;

    private @Nullable Boolean approved;

    /** For the persistence provider. */
    protected Erasure() {}

    Erasure(Msisdn phone, String reason, TwoPersons persons) {
        this.msisdn = phone.digits();
        this.reason = reason;
        this.persons = persons;
    }

    long id() {
        return id;
    }

    Msisdn phone() {
        return new Msisdn(msisdn);
    }

    String reason() {
        return reason;
    }

    TwoPersons persons() {
        return Objects.requireNonNull(persons);
    }

    @Nullable
    Boolean approved() {
        return approved;
    }

    /** It is carried out, or will not be; either way the number is not needed any more. */
    void decide(boolean approve, String pseudonym, String person, Instant now) {
        persons().decide(person, now);
        approved = approve;
        msisdn = pseudonym;
    }
}
