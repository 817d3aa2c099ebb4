package io.tokenline.vault;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A vending key as it lies in the database: everything but its name encrypted under the vault's master key. */
@Entity
@Table(name = "vending_key")
class VendingKeyRecord {

    /**
     * What a vending key is found by.
     *
     * @param supplyGroupCode six digits
     * @param keyRevision 1 to 9
     */
    @Embeddable
    record Name(
            @Column(name = "supply_group_code") String supplyGroupCode,
            @Column(name = "key_revision") int keyRevision) implements Serializable {

        /** Bound into the encryption, so that a record cannot be moved under another name. */
        String label() {
            return "vending-key " + supplyGroupCode + " " + keyRevision;
        }
    }

    @EmbeddedId
    private Name name = new Name("", 0);

    @Column(name = "key_check_value")
    private String keyCheckValue = "";

    private byte[] nonce = {};
    private byte[] ciphertext = {};

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected VendingKeyRecord() {}

    VendingKeyRecord(Name name, String keyCheckValue, MasterKey.Sealed sealed, Instant now) {
        this.name = name;
        this.keyCheckValue = keyCheckValue;
        this.nonce = sealed.nonce().clone();
        this.ciphertext = sealed.ciphertext().clone();
        this.changedAt = now;
    }

    Name name() {
        return name;
    }

    String keyCheckValue() {
        return keyCheckValue;
    }

    MasterKey.Sealed sealed() {
        return new MasterKey.Sealed(nonce, ciphertext);
    }
}
