package io.tokenline.sandbox;

import io.tokenline.sandbox.meter.MeterKey;
import io.tokenline.sandbox.meter.MeterState;
import io.tokenline.sandbox.meter.Register;
import io.tokenline.sandbox.meter.Result;
import io.tokenline.sandbox.meter.Setting;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.vault.SealedName;
import io.tokenline.vending.Quote;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.Table;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A meter while it is switched off: what it remembers, and what the sandbox tells about it. */
@Entity
@Table(name = "sandbox_meter")
class VirtualMeter {

    /** What a meter's display says before the first token. */
    static final String NO_RESULT = "NONE";

    @Id
    private String drn = "";

    private String pan = "";
    private String scenario = "";

    @Convert(converter = SealedName.class)
    private String owner = "";

    private int algorithm;

    @Column(name = "supply_group_code")
    private String supplyGroupCode = "";

    @Column(name = "tariff_index")
    private int tariffIndex;

    @Column(name = "key_revision")
    private int keyRevision;

    @Column(name = "key_type")
    private int keyType;

    @Column(name = "key_expiry")
    private int keyExpiry;

    /** Decoder key and parts of the next one, sealed; a meter of the sandbox's first version has none yet. */
    private byte @Nullable [] secrets;

    private boolean tampered;

    @Column(name = "last_result")
    private String lastResult = NO_RESULT;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "sandbox_meter_tid", joinColumns = @JoinColumn(name = "drn"))
    @Column(name = "tid")
    private Set<Integer> tids = new HashSet<>();

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "sandbox_meter_register", joinColumns = @JoinColumn(name = "drn"))
    @MapKeyColumn(name = "register")
    @MapKeyEnumerated(EnumType.STRING)
    @Column(name = "amount")
    private Map<Register, BigInteger> credit = new EnumMap<>(Register.class);

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "sandbox_meter_setting", joinColumns = @JoinColumn(name = "drn"))
    @MapKeyColumn(name = "setting")
    @MapKeyEnumerated(EnumType.STRING)
    @Column(name = "amount")
    private Map<Setting, Long> settings = new EnumMap<>(Setting.class);

    /** For the persistence provider. */
    protected VirtualMeter() {}

    /** A meter for electricity, with the attributes of its key but not yet the key. */
    VirtualMeter(MeterKeyParameters key, int keyExpiry, String scenario, String owner) {
        this.drn = key.pan().drn().digits();
        this.pan = key.pan().digits();
        this.scenario = scenario;
        this.owner = owner;
        this.algorithm = key.ea().code();
        this.supplyGroupCode = key.sgc().digits();
        this.tariffIndex = key.ti().number();
        this.keyRevision = key.krn().number();
        this.keyType = key.kt().code();
        this.keyExpiry = keyExpiry;
        credit.put(Register.ELECTRICITY, BigInteger.ZERO);
        credit.put(Register.ELECTRICITY_CURRENCY, BigInteger.ZERO);
    }

    String drn() {
        return drn;
    }

    MeterPan pan() {
        return new MeterPan(pan);
    }

    String scenario() {
        return scenario;
    }

    String owner() {
        return owner;
    }

    EncryptionAlgorithm algorithm() {
        return EncryptionAlgorithm.ofCode(algorithm);
    }

    String supplyGroupCode() {
        return supplyGroupCode;
    }

    int tariffIndex() {
        return tariffIndex;
    }

    int keyRevision() {
        return keyRevision;
    }

    int keyType() {
        return keyType;
    }

    int keyExpiry() {
        return keyExpiry;
    }

    boolean tampered() {
        return tampered;
    }

    String lastResult() {
        return lastResult;
    }

    Map<Register, BigInteger> credit() {
        return credit;
    }

    Optional<Long> setting(Setting setting) {
        return Optional.ofNullable(settings.get(setting));
    }

    String balanceKwh() {
        return Quote.kilowattHours(
                credit.getOrDefault(Register.ELECTRICITY, BigInteger.ZERO).longValueExact());
    }

    /** Its secrets as they lie in the database; empty where it has not got its key yet. */
    Optional<byte[]> sealedSecrets() {
        return Optional.ofNullable(secrets).map(byte[]::clone);
    }

    /** What it knew when it was switched off. */
    MeterState state(MeterSecrets opened) {
        int manufacturer = Integer.parseInt(pan().drn().manufacturerCode());
        MeterKey key = new MeterKey(opened.key(), supplyGroupCode, tariffIndex, keyRevision, keyType, keyExpiry);
        return new MeterState(manufacturer, key, credit, tids, opened.sections(), settings, tampered);
    }

    /** Remembers what it knows now. */
    void keep(MeterState state, byte[] sealedSecrets) {
        secrets = sealedSecrets.clone();
        supplyGroupCode = state.key().supplyGroup();
        tariffIndex = state.key().tariffIndex();
        keyRevision = state.key().revision();
        keyType = state.key().type();
        keyExpiry = state.key().expiry();
        tampered = state.tampered();
        tids.retainAll(state.tids());
        tids.addAll(state.tids());
        credit.putAll(state.credit());
        settings.putAll(state.settings());
    }

    /** What its display says. */
    void say(Result result) {
        lastResult = result.name();
    }
}
