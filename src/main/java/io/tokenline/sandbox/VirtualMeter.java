package io.tokenline.sandbox;

import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.vending.Quote;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** A meter's memory: its credit, the TIDs it has taken, its last word. */
@Entity
@Table(name = "sandbox_meter")
class VirtualMeter {

    /** What a meter says to a token. */
    enum Result {
        NONE,
        ACCEPTED,
        USED,
        OLD,
        REJECTED,
        KEY_EXPIRED
    }

    /** How many TIDs a meter remembers; a lower one than all of them is OLD. */
    private static final int MEMORY = 50;

    @Id
    private String drn = "";

    private String pan = "";
    private String scenario = "";
    private String owner = "";
    private int algorithm;

    @Column(name = "supply_group_code")
    private String supplyGroupCode = "";

    @Column(name = "tariff_index")
    private int tariffIndex;

    @Column(name = "key_revision")
    private int keyRevision;

    @Column(name = "balance_tenths")
    private long balanceTenths;

    @Enumerated(EnumType.STRING)
    @Column(name = "last_result")
    private Result lastResult = Result.NONE;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "sandbox_meter_tid", joinColumns = @JoinColumn(name = "drn"))
    @Column(name = "tid")
    private Set<Integer> tids = new HashSet<>();

    /** For the persistence provider. */
    protected VirtualMeter() {}

    VirtualMeter(MeterKeyParameters key, String scenario, String owner) {
        this.drn = key.pan().drn().digits();
        this.pan = key.pan().digits();
        this.scenario = scenario;
        this.owner = owner;
        this.algorithm = key.ea().code();
        this.supplyGroupCode = key.sgc().digits();
        this.tariffIndex = key.ti().number();
        this.keyRevision = key.krn().number();
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

    int algorithm() {
        return algorithm;
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

    Result lastResult() {
        return lastResult;
    }

    String balanceKwh() {
        return Quote.kilowattHours(balanceTenths);
    }

    /** A credit token that decoded: taken once. */
    Result credit(int tid, long unitsTenths) {
        if (tids.contains(tid)) {
            return say(Result.USED);
        }
        if (tids.size() >= MEMORY) {
            int oldest = Collections.min(tids);
            if (tid < oldest) {
                return say(Result.OLD);
            }
            tids.remove(oldest);
        }
        tids.add(tid);
        balanceTenths += unitsTenths;
        return say(Result.ACCEPTED);
    }

    /** A token that makes no sense to this meter. */
    Result reject() {
        return say(Result.REJECTED);
    }

    private Result say(Result result) {
        lastResult = result;
        return result;
    }
}
