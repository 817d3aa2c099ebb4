package io.tokenline.vault;

import io.tokenline.Msisdn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;

/**
 * Seals what tells of a person before it is kept. A phone number, and a name, has one sealed text each (AES-256-GCM-SIV,
 * RFC 8452, under one nonce), which is its ciphertext and its index at once: who has the key store reads it, and everybody
 * finds, joins and compares by {@code =} as before; who has only the database learns which rows belong together. What a
 * wallet told is sealed anew each time.
 */
@ApplicationScoped
public class Seals {

    /** What a column needs for the longest number: 15 octets, the tag of 16, in letters, behind the mark. */
    public static final int NUMBER_COLUMN = 60;

    private static final String NUMBER = "m1:";
    private static final String NAME = "n1:";
    private static final String BODY = "b1:";
    /** Hexadecimal digits that a pseudonym is drawn from; a long holds as many. */
    private static final int DRAWN = 15;

    private static final String BODY_LABEL = "what a wallet told";

    private final VaultDoor door;

    @Inject
    Seals(VaultDoor door) {
        this.door = door;
    }

    /**
     * What is kept of a phone number.
     *
     * @param digits E.164, country code first
     * @throws VaultClosed where the vault is closed
     */
    public String number(String digits) {
        return NUMBER + master().numbers().seal(digits);
    }

    /** The number that is kept so; what was kept in the clear before there were seals is given as it is. */
    public String openNumber(String kept) {
        return kept.startsWith(NUMBER) ? master().numbers().open(kept.substring(NUMBER.length())) : kept;
    }

    /**
     * What stands for a number that is to be forgotten: the same for the same number, so that its sales still belong
     * together, and no way back to it, but for who has the key store and tries numbers. It looks like a number, of a
     * country code that nobody has, and is sealed as one. A pseudonym's pseudonym is itself.
     */
    public String pseudonym(String digits) {
        if (new Msisdn(digits).isPseudonym()) {
            return digits;
        }
        long drawn = Long.parseLong(master().indexOf("pseudonym of " + digits).substring(0, DRAWN), 16);
        return Msisdn.pseudonym(drawn % Msisdn.PSEUDONYMS).digits();
    }

    /** What is kept of a person's name; not of a phone number: the same text gives something else here. */
    public String name(String clear) {
        return NAME + master().names().seal(clear);
    }

    /** The name that is kept so; what was kept in the clear before there were seals is given as it is. */
    public String openName(String kept) {
        return kept.startsWith(NAME) ? master().names().open(kept.substring(NAME.length())) : kept;
    }

    /** What is kept of a long text; another one each time. */
    public String body(String clear) {
        byte[] sealed = master().sealField(BODY_LABEL, clear.getBytes(StandardCharsets.UTF_8))
                .joined();
        return BODY + DeterministicCipher.letters(sealed);
    }

    /**
     * The text that is kept so; what was kept in the clear is given as it is.
     *
     * @throws VaultClosed where the vault is closed, or the text was changed
     */
    public String openBody(String kept) {
        if (!kept.startsWith(BODY)) {
            return kept;
        }
        try {
            byte[] sealed = DeterministicCipher.octets(kept.substring(BODY.length()));
            return new String(master().openField(BODY_LABEL, MasterKey.Sealed.split(sealed)), StandardCharsets.UTF_8);
        } catch (VaultException e) {
            throw new VaultClosed(e);
        }
    }

    /** Whether a column holds a sealed text; neither a number nor a name nor what wallets send looks like one. */
    static boolean isSealed(String kept) {
        return kept.startsWith(NUMBER) || kept.startsWith(NAME) || kept.startsWith(BODY);
    }

    /** Whether anything can be sealed and opened now. */
    public boolean areOpen() {
        return door.trouble().isEmpty();
    }

    private MasterKey master() {
        try {
            return door.master();
        } catch (VaultException e) {
            throw new VaultClosed(e);
        }
    }
}
