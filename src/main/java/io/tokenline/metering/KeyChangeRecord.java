package io.tokenline.metering;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
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
import org.jspecify.annotations.Nullable;

/**
 * A change of a meter's key that a sale made: what the registry took the meter to, and what to go back to where the
 * customer never entered the tokens.
 */
@Entity
@Table(name = "key_change")
@SuppressWarnings("UnusedVariable") // some columns are read by people only
public class KeyChangeRecord {

    private static final int REASON_MIN = 5;
    private static final int REASON_MAX = 200;

    /** One side of the change. */
    @Embeddable
    record Side(String supplyGroupCode, int tariffIndex, int keyRevision, int keyType, String baseDate) {

        static Side of(MeterKeyParameters key) {
            return new Side(
                    key.sgc().digits(),
                    key.ti().number(),
                    key.krn().number(),
                    key.kt().code(),
                    key.baseDate().code());
        }

        KeyTarget target() {
            return new KeyTarget(
                    new SupplyGroupCode(supplyGroupCode), new TariffIndex(tariffIndex), new KeyRevision(keyRevision));
        }

        MeterKeyParameters keyOf(MeterKeyParameters meter) {
            return target().of(meter, BaseDate.ofCode(baseDate), KeyType.ofCode(keyType));
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "key_change_seq")
    @SequenceGenerator(name = "key_change_seq", allocationSize = 50)
    private long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "meter_id")
    private @Nullable Meter meter;

    private String owner = "";

    @Embedded
    @AttributeOverride(name = "supplyGroupCode", column = @Column(name = "from_supply_group_code"))
    @AttributeOverride(name = "tariffIndex", column = @Column(name = "from_tariff_index"))
    @AttributeOverride(name = "keyRevision", column = @Column(name = "from_key_revision"))
    @AttributeOverride(name = "keyType", column = @Column(name = "from_key_type"))
    @AttributeOverride(name = "baseDate", column = @Column(name = "from_base_date"))
    private Side from = new Side("", 0, 0, 0, "");

    @Embedded
    @AttributeOverride(name = "supplyGroupCode", column = @Column(name = "to_supply_group_code"))
    @AttributeOverride(name = "tariffIndex", column = @Column(name = "to_tariff_index"))
    @AttributeOverride(name = "keyRevision", column = @Column(name = "to_key_revision"))
    @AttributeOverride(name = "keyType", column = @Column(name = "to_key_type"))
    @AttributeOverride(name = "baseDate", column = @Column(name = "to_base_date"))
    private Side to = new Side("", 0, 0, 0, "");

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    private int resent;

    @Column(name = "undone_by")
    private @Nullable String undoneBy;

    @Column(name = "undone_at")
    private @Nullable Instant undoneAt;

    @Column(name = "undone_reason")
    private @Nullable String undoneReason;

    /** For the persistence provider. */
    protected KeyChangeRecord() {}

    KeyChangeRecord(Meter meter, String owner, MeterKeyParameters from, MeterKeyParameters to, Instant now) {
        this.meter = meter;
        this.owner = owner;
        this.from = Side.of(from);
        this.to = Side.of(to);
        this.changedAt = now;
    }

    /** The sale whose tokens hold the change. */
    public String owner() {
        return owner;
    }

    /** When it was made. */
    public Instant changedAt() {
        return changedAt;
    }

    /** Whether support has taken it back. */
    public boolean isUndone() {
        return undoneAt != null;
    }

    /** The parameters that the meter has where its owner never entered the tokens. */
    public MeterKeyParameters before() {
        return from.keyOf(meter().keyParameters());
    }

    /** Counts one more sending of the tokens. */
    public int sendAgain() {
        resent++;
        return resent;
    }

    Meter meter() {
        return Objects.requireNonNull(meter);
    }

    /** The meter is taken back to the key before, and its next sale changes it anew: to a target set since, if any. */
    void undo(String person, String reason, Instant now) {
        if (reason.strip().length() < REASON_MIN || reason.length() > REASON_MAX) {
            throw new IllegalArgumentException("a reason has 5 to 200 characters");
        }
        KeyTarget next = meter().keyTarget().orElseGet(to::target);
        meter().take(before());
        meter().aimAt(next);
        undoneBy = person;
        undoneAt = now;
        undoneReason = reason;
    }
}
