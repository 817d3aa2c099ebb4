package io.tokenline.vault;

import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.SupplyGroupCode;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A vending key as it lies in the database: everything but its name encrypted under the vault's master key. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by people only
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

        static Name of(SupplyGroupCode group, KeyRevision revision) {
            return new Name(group.digits(), revision.number());
        }

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

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    /** For the persistence provider. */
    protected VendingKeyRecord() {}

    VendingKeyRecord(Name name) {
        this.name = name;
    }

    /** Holds this key from now on. */
    void enter(String newCheckValue, MasterKey.Sealed sealed, Instant now) {
        keyCheckValue = newCheckValue;
        nonce = sealed.nonce().clone();
        ciphertext = sealed.ciphertext().clone();
        changedAt = now;
        withdrawnAt = null;
    }

    Name name() {
        return name;
    }

    String keyCheckValue() {
        return keyCheckValue;
    }

    Optional<Instant> withdrawnAt() {
        return Optional.ofNullable(withdrawnAt);
    }

    void withdraw(Instant now) {
        withdrawnAt = now;
        changedAt = now;
    }

    /**
     * Opens the record.
     *
     * @throws VaultException where anything in it was changed by other hands
     */
    KeyRecordFormat.Content open(MasterKey master) throws VaultException {
        KeyRecordFormat.Content content =
                KeyRecordFormat.read(master.open(name.label(), new MasterKey.Sealed(nonce, ciphertext)));
        if (!KeyCheckValue.of(content.key()).equals(keyCheckValue)) {
            throw new VaultException("the record '" + name.label() + "' shows the check value of another key");
        }
        return content;
    }

    /** Everything but the key. */
    LoadedKey loaded(MasterKey master) throws VaultException {
        return new LoadedKey(open(master).attributes(), keyCheckValue, withdrawnAt());
    }
}
