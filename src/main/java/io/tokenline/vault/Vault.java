package io.tokenline.vault;

import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.VendingKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps vending keys. A key comes in once and leaves only as a meter's decoder key; logs and people see its key check
 * value. Records lie in the database, sealed under a master key that lies in a BCFKS file.
 */
@ApplicationScoped
@Transactional
public class Vault {

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final String FILE = "vault.bcfks";
    private static final int CHECK_VALUE_BYTES = 3;

    private final EntityManager entities;
    private final Clock clock;
    private final Settings settings;
    private @Nullable MasterKey master;

    @Inject
    Vault(EntityManager entities, Clock clock, Settings settings) {
        this.entities = entities;
        this.clock = clock;
        this.settings = settings;
    }

    /** Why no token can be made; empty while the vault is open. */
    public Optional<String> trouble() {
        try {
            master();
            return Optional.empty();
        } catch (VaultException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Makes the key store where there is none. */
    public void createIfMissing() throws VaultException {
        VaultFile file = file();
        if (!file.exists()) {
            file.create();
            LOG.info("TKL-6001 a new key store was made");
        }
    }

    /** Takes a vending key in, in place of one of the same supply group and revision. */
    public void put(SupplyGroupCode group, KeyRevision revision, VendingKey key) throws VaultException {
        VendingKeyRecord.Name name = new VendingKeyRecord.Name(group.digits(), revision.number());
        String checkValue = checkValue(key);
        MasterKey.Sealed sealed = master().seal(name.label(), key.bytes());
        entities.merge(new VendingKeyRecord(name, checkValue, sealed, clock.instant()));
        LOG.info("TKL-6002 vending key {} {} stored, KCV {}", group, revision.number(), checkValue);
    }

    /** Takes a vending key out, for good. */
    public void remove(SupplyGroupCode group, KeyRevision revision) {
        VendingKeyRecord row =
                entities.find(VendingKeyRecord.class, new VendingKeyRecord.Name(group.digits(), revision.number()));
        if (row != null) {
            entities.remove(row);
            LOG.info("TKL-6003 vending key {} {} removed", group, revision.number());
        }
    }

    /**
     * The decoder key of a meter, derived from the vending key of its supply group and revision.
     *
     * @return empty where no such vending key is loaded
     * @throws VaultException where the vault is not open, the record cannot be read, or the key is of another kind than the
     *     meter's
     */
    public Optional<DecoderKey> decoderKey(MeterKeyParameters meter) throws VaultException {
        MasterKey opener = master();
        VendingKeyRecord.Name name =
                new VendingKeyRecord.Name(meter.sgc().digits(), meter.krn().number());
        VendingKeyRecord row = entities.find(VendingKeyRecord.class, name);
        if (row == null) {
            return Optional.empty();
        }
        VendingKey key = new VendingKey(opener.open(row.name().label(), row.sealed()));
        if (key.dkga() != meter.dkga()) {
            throw new VaultException("the vending key " + meter.sgc() + " "
                    + row.name().keyRevision() + " is for " + key.dkga() + ", but the meter takes " + meter.dkga());
        }
        return Optional.of(KeyDerivation.derive(key, meter));
    }

    private synchronized MasterKey master() throws VaultException {
        if (master == null) {
            master = file().open();
        }
        return master;
    }

    private VaultFile file() throws VaultException {
        Secret password = settings.vaultPassword()
                .orElseThrow(
                        () -> new VaultException("TOKENLINE_VAULT_PASSWORD is not set: the key store stays closed"));
        return new VaultFile(settings.data().resolve(FILE), password);
    }

    /**
     * Names a key without telling it: for 64-bit keys the first 3 bytes of DES over zeros, as usual; for 160-bit keys,
     * which have no convention, the first 3 bytes of SHA-256 over a label and the key.
     */
    static String checkValue(VendingKey key) {
        try {
            byte[] code = switch (key.dkga()) {
                case DKGA02 -> {
                    Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
                    des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.bytes(), "DES"));
                    yield des.doFinal(new byte[8]);
                }
                case DKGA04 -> {
                    MessageDigest digest = MessageDigest.getInstance("SHA-256");
                    digest.update(
                            "tokenline vending key check value".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    yield digest.digest(key.bytes());
                }
            };
            return HexFormat.of().withUpperCase().formatHex(code, 0, CHECK_VALUE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks DES or SHA-256", e);
        }
    }
}
