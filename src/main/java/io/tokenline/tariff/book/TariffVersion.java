package io.tokenline.tariff.book;

import io.tokenline.TwoPersons;
import io.tokenline.tariff.Tariff;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A version of a tariff as it was sent: what it says never changes, only whether it counts. */
@Entity
@Table(name = "tariff_version")
public class TariffVersion {

    /** The longest text, in characters of UTF-16. */
    public static final int TEXT_MAX = 65_536;

    /** Where a version stands. */
    public enum State {
        /** It waits for a second person. */
        PROPOSED,
        /** The second person said no. */
        REJECTED,
        /** It holds from its first day on, until that of the next. */
        ACTIVE,
        /** It was taken back before its first day, and never held. */
        WITHDRAWN
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tariff_version_seq")
    @SequenceGenerator(name = "tariff_version_seq", allocationSize = 50)
    private long id;

    private String name = "";
    private String version = "";

    @Column(name = "effective_from")
    private LocalDate from = LocalDate.EPOCH;

    private String text = "";

    @Enumerated(EnumType.STRING)
    private State state = State.PROPOSED;

    @Embedded
    private @Nullable TwoPersons persons;

    /** For the persistence provider. */
    protected TariffVersion() {}

    TariffVersion(Tariff tariff, String text, String person, Instant now) {
        this.name = tariff.name();
        this.version = tariff.definition().terms().version();
        this.from = tariff.from();
        this.text = text;
        this.persons = new TwoPersons(person, now);
    }

    /** The row's number, in the order of proposals. */
    public long id() {
        return id;
    }

    /** What meters call the tariff. */
    public String name() {
        return name;
    }

    /** Which version of it. */
    public String version() {
        return version;
    }

    /** The first day that it holds, in the utility's zone. */
    public LocalDate from() {
        return from;
    }

    /** YAML, as it was sent. */
    public String text() {
        return text;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Who proposed and who decided. */
    public TwoPersons persons() {
        return Objects.requireNonNull(persons);
    }

    /** For logs and the audit: {@code demo/1 from 2026-01-01}. */
    String title() {
        return name + "/" + version + " from " + from;
    }

    void decide(boolean approved, String person, Instant now) {
        persons().decide(person, now);
        state = approved ? State.ACTIVE : State.REJECTED;
    }

    void withdraw() {
        state = State.WITHDRAWN;
    }
}
