package io.tokenline.vault;

import io.tokenline.TwoPersons;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one key custodian wants to do with a vending key, until another has decided. */
@Entity
@Table(name = "key_proposal")
class KeyProposal {

    /** What the column has room for. */
    private static final int REASON_MAX = 200;

    /** What is to be done. */
    enum Action {
        IMPORT,
        WITHDRAW
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "key_proposal_seq")
    @SequenceGenerator(name = "key_proposal_seq", allocationSize = 50)
    private long id;

    @Enumerated(EnumType.STRING)
    private Action action = Action.IMPORT;

    @Column(name = "supply_group_code")
    private String supplyGroupCode = "";

    @Column(name = "key_revision")
    private int keyRevision;

    @Column(name = "key_check_value")
    private String keyCheckValue = "";

    private byte[] nonce = {};
    private byte[] ciphertext = {};
    private String reason = "";

    @Embedded
    private @Nullable TwoPersons persons;

    private @Nullable Boolean approved;

    /** For the persistence provider. */
    protected KeyProposal() {}

    /**
     * A proposal that waits for its second person.
     *
     * @param reason at most 200 characters, none of them a control character
     */
    KeyProposal(
            Action action,
            VendingKeyRecord.Name name,
            String keyCheckValue,
            MasterKey.Sealed sealed,
            String reason,
            TwoPersons persons) {
        if (reason.length() > REASON_MAX || reason.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a reason has at most " + REASON_MAX + " characters, none of them a control character");
        }
        this.action = action;
        this.supplyGroupCode = name.supplyGroupCode();
        this.keyRevision = name.keyRevision();
        this.keyCheckValue = keyCheckValue;
        this.nonce = sealed.nonce().clone();
        this.ciphertext = sealed.ciphertext().clone();
        this.reason = reason;
        this.persons = persons;
    }

    long id() {
        return id;
    }

    Action action() {
        return action;
    }

    VendingKeyRecord.Name name() {
        return new VendingKeyRecord.Name(supplyGroupCode, keyRevision);
    }

    String keyCheckValue() {
        return keyCheckValue;
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

    /** The key that is proposed, sealed under the name that it will have. */
    MasterKey.Sealed sealed() {
        return new MasterKey.Sealed(nonce, ciphertext);
    }

    /** A decided proposal keeps no key. */
    void decide(boolean approve, String person, Instant now) {
        persons().decide(person, now);
        approved = approve;
        nonce = new byte[0];
        ciphertext = new byte[0];
    }
}
