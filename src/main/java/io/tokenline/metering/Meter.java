package io.tokenline.metering;

import io.tokenline.Msisdn;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import jakarta.persistence.Column;
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
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A prepayment meter: its number, whose it is, and the parameters of its decoder key (IEC 62055-41). */
@Entity
public class Meter {

    /** Whether a meter may buy. */
    public enum Status {
        ACTIVE,
        BLOCKED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "meter_seq")
    @SequenceGenerator(name = "meter_seq", allocationSize = 50)
    private long id;

    private String pan = "";
    private String drn = "";

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "customer_id")
    private Customer customer = new Customer();

    @Column(name = "supply_group_code")
    private String supplyGroupCode = "";

    @Column(name = "tariff_index")
    private int tariffIndex;

    @Column(name = "key_revision")
    private int keyRevision;

    @Column(name = "key_type")
    private int keyType;

    private int algorithm;
    private int dkga;

    @Column(name = "base_date")
    private String baseDate = "";

    @Enumerated(EnumType.STRING)
    private Status status = Status.ACTIVE;

    private String tariff = "";

    @Column(name = "registered_msisdn")
    private @Nullable String registeredMsisdn;

    @Column(name = "target_supply_group_code")
    private @Nullable String targetSupplyGroupCode;

    @Column(name = "target_tariff_index")
    private @Nullable Integer targetTariffIndex;

    @Column(name = "target_key_revision")
    private @Nullable Integer targetKeyRevision;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected Meter() {}

    /**
     * A new meter, ready to buy.
     *
     * @param key number and key parameters as the meter was delivered
     * @param tariff the name of the tariff it is charged by
     * @param registered the phone that its owner registered
     */
    public Meter(MeterKeyParameters key, Customer customer, String tariff, Optional<Msisdn> registered, Instant now) {
        this.pan = key.pan().digits();
        this.drn = key.pan().drn().digits();
        this.customer = customer;
        this.supplyGroupCode = key.sgc().digits();
        this.tariffIndex = key.ti().number();
        this.keyRevision = key.krn().number();
        this.keyType = key.kt().code();
        this.algorithm = key.ea().code();
        this.dkga = key.dkga().code();
        this.baseDate = key.baseDate().code();
        this.tariff = tariff;
        this.registeredMsisdn = registered.map(Msisdn::digits).orElse(null);
        this.createdAt = now;
    }

    /** The row's number, in the order of entry. */
    public long id() {
        return id;
    }

    /** The meter number of 18 digits. */
    public MeterPan pan() {
        return new MeterPan(pan);
    }

    /** The meter number as it stands on the meter: 11 or 13 digits. */
    public String drn() {
        return drn;
    }

    /** The owner. */
    public Customer customer() {
        return customer;
    }

    /** When it was entered. */
    public Instant createdAt() {
        return createdAt;
    }

    /** The name of the tariff that it is charged by. */
    public String tariff() {
        return tariff;
    }

    /** Whether a sale may be begun. */
    public boolean maybeSold() {
        return status == Status.ACTIVE;
    }

    /** The phone that its owner registered. */
    public Optional<Msisdn> registered() {
        return Optional.ofNullable(registeredMsisdn).map(Msisdn::new);
    }

    /** Lets this meter buy again. */
    public void unblock() {
        status = Status.ACTIVE;
    }

    /** Stops sales to this meter. */
    public void block() {
        status = Status.BLOCKED;
    }

    /** What its decoder key is derived from. */
    public MeterKeyParameters keyParameters() {
        return new MeterKeyParameters(
                pan(),
                EncryptionAlgorithm.ofCode(algorithm),
                Dkga.ofCode(dkga),
                BaseDate.ofCode(baseDate),
                new SupplyGroupCode(supplyGroupCode),
                new TariffIndex(tariffIndex),
                new KeyRevision(keyRevision),
                KeyType.ofCode(keyType));
    }

    /** What its key is to become with the next sale; empty where it is as it should be. */
    public Optional<KeyTarget> keyTarget() {
        if (targetSupplyGroupCode == null || targetTariffIndex == null || targetKeyRevision == null) {
            return Optional.empty();
        }
        return Optional.of(new KeyTarget(
                new SupplyGroupCode(targetSupplyGroupCode),
                new TariffIndex(targetTariffIndex),
                new KeyRevision(targetKeyRevision)));
    }

    /** Registers what its key is to become; a target that is reached already is none. */
    void aimAt(KeyTarget target) {
        boolean reached = target.isReachedBy(keyParameters());
        targetSupplyGroupCode = reached ? null : target.sgc().digits();
        targetTariffIndex = reached ? null : target.ti().number();
        targetKeyRevision = reached ? null : target.krn().number();
    }

    /** Its key is another one from now on; meter and cipher are the same. */
    void take(MeterKeyParameters key) {
        supplyGroupCode = key.sgc().digits();
        tariffIndex = key.ti().number();
        keyRevision = key.krn().number();
        keyType = key.kt().code();
        baseDate = key.baseDate().code();
    }
}
