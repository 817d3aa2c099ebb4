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
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
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
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A prepayment meter: its number, whose it is, and the parameters of its decoder key (IEC 62055-41). */
@Entity
public class Meter {

    /** Phones that may be registered for one meter. */
    public static final int PHONES_MAX = 5;

    private static final int REASON_MAX = 200;

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

    @Embedded
    private Place place = Place.of("");

    @ElementCollection
    @CollectionTable(name = "meter_phone", joinColumns = @JoinColumn(name = "meter_id"))
    @Column(name = "msisdn")
    @Convert(converter = SealedNumber.class)
    private Set<String> phones = new HashSet<>();

    @Column(name = "block_reason")
    private @Nullable String blockReason;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "replaced_by")
    private @Nullable Meter replacedBy;

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
        this.place = Place.of(tariff);
        registered.map(Msisdn::digits).ifPresent(phones::add);
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
        return place.tariff();
    }

    /** What belongs to the place where it hangs. */
    public Place place() {
        return place;
    }

    /** What belongs to the place where it hangs from now on. */
    public void hangAt(Place changed) {
        place = changed;
    }

    /** Whether a sale may be begun. */
    public boolean maybeSold() {
        return status == Status.ACTIVE;
    }

    /** The phones that are registered for it, in order; they may know everything about it. */
    public SortedSet<Msisdn> registered() {
        return phones.stream().map(Msisdn::new).collect(Collectors.toCollection(TreeSet::new));
    }

    /** These phones are registered for it from now on, and no others; {@link #PHONES_MAX} at most. */
    public void register(Set<Msisdn> owners) {
        if (owners.size() > PHONES_MAX) {
            throw new IllegalArgumentException("a meter has at most " + PHONES_MAX + " registered phones");
        }
        Set<String> wanted = owners.stream().map(Msisdn::digits).collect(Collectors.toSet());
        phones.retainAll(wanted);
        phones.addAll(wanted);
    }

    /** Whether it may buy. */
    public Status status() {
        return status;
    }

    /** Lets this meter buy again. */
    public void unblock() {
        status = Status.ACTIVE;
        blockReason = null;
    }

    /** Stops sales to this meter. */
    public void block() {
        status = Status.BLOCKED;
        blockReason = null;
    }

    /** Stops sales to this meter, and says why: 1 to 200 characters. */
    public void block(String reason) {
        if (reason.isBlank() || reason.length() > REASON_MAX) {
            throw new IllegalArgumentException("a reason has 1 to " + REASON_MAX + " characters");
        }
        status = Status.BLOCKED;
        blockReason = reason.strip();
    }

    /** Why it is blocked; empty where it is not, or nobody said. */
    public Optional<String> blockReason() {
        return Optional.ofNullable(blockReason);
    }

    /** The meter that hangs in its place; empty while it hangs there itself. */
    public Optional<Meter> replacedBy() {
        return Optional.ofNullable(replacedBy);
    }

    /**
     * Another meter hangs in its place from now on, and takes over the phones, too. This one never buys again.
     */
    public void replaceBy(Meter next) {
        next.register(registered());
        register(Set.of());
        next.hangAt(place);
        block("replaced by " + next.drn);
        replacedBy = next;
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
