package io.tokenline.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;

/** Encrypts fields at rest (AES-256-GCM) and finds them again by an index (HMAC-SHA-256); both keys lie in the vault. */
@ApplicationScoped
public class FieldCipher {

    private final VaultDoor door;

    @Inject
    FieldCipher(VaultDoor door) {
        this.door = door;
    }

    /**
     * Lets a caller know early.
     *
     * @throws VaultException where the vault is closed
     */
    public void requireOpen() throws VaultException {
        door.master();
    }

    /**
     * Encrypts a text.
     *
     * @param label what the field is, with its row: a sealed field opens nowhere else
     */
    public byte[] seal(String label, String clear) throws VaultException {
        return door.master()
                .sealField(label, clear.getBytes(StandardCharsets.UTF_8))
                .joined();
    }

    /**
     * Decrypts a text.
     *
     * @throws VaultException where the vault is closed, or the field was changed or moved
     */
    public String open(String label, byte[] sealed) throws VaultException {
        return new String(door.master().openField(label, MasterKey.Sealed.split(sealed)), StandardCharsets.UTF_8);
    }

    /** 64 hexadecimal digits, the same for the same text. */
    public String indexOf(String text) throws VaultException {
        return door.master().indexOf(text);
    }
}
