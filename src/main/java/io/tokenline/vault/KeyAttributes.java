package io.tokenline.vault;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.SupplyGroupCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What may be done with a vending key (after STS 600-4-2).
 *
 * @param sgc supply group it serves
 * @param krn its revision within the group
 * @param kt DDTK or DUTK; a default key never makes credit
 * @param dkga derivation of decoder keys
 * @param ea cipher of the meters
 * @param baseDate from which its TIDs count
 * @param ken expiry, compared with each TID
 * @param activeFrom ACT: no token before; whole milliseconds
 * @param issueUntil IUT: no token from then on; whole milliseconds
 * @param allowed kinds of token
 * @param unitsPerToken most credit of one token, in 0.1 kWh; 0 is no limit but the token's own
 * @param unitsPerDay most credit of a day (UTC), in 0.1 kWh; 0 is no limit
 */
public record KeyAttributes(
        SupplyGroupCode sgc,
        KeyRevision krn,
        KeyType kt,
        Dkga dkga,
        EncryptionAlgorithm ea,
        BaseDate baseDate,
        KeyExpiryNumber ken,
        Instant activeFrom,
        Instant issueUntil,
        AllowedTokens allowed,
        long unitsPerToken,
        long unitsPerDay) {

    /** The end of time for a key that has none of its own. */
    public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final int KEN_UNIT_BITS = 16;

    public KeyAttributes {
        if (kt != KeyType.DUTK && kt != KeyType.DDTK) {
            throw new IllegalArgumentException("a vending key is of type 2 (unique) or 1 (default)");
        }
        if (dkga == Dkga.DKGA02 && ea != EncryptionAlgorithm.EA07) {
            throw new IllegalArgumentException("DKGA 02 makes 64-bit keys: it serves EA 07 only");
        }
        if (activeFrom.isBefore(Instant.EPOCH) || issueUntil.isAfter(NEVER)) {
            throw new IllegalArgumentException("a key's active-from and issue-until lie between 1970 and 9999");
        }
        activeFrom = activeFrom.truncatedTo(ChronoUnit.MILLIS);
        issueUntil = issueUntil.truncatedTo(ChronoUnit.MILLIS);
        if (!activeFrom.isBefore(issueUntil)) {
            throw new IllegalArgumentException("a key's active-from lies before its issue-until");
        }
        if (unitsPerToken < 0 || unitsPerDay < 0) {
            throw new IllegalArgumentException("a limit of units is not negative; 0 is no limit");
        }
    }

    /** The first moment at which it makes no token any more: its issue-until, or the end of its KEN. */
    public Instant expiresAt() {
        Instant ends = baseDate.start().plus((ken.number() + 1L) << KEN_UNIT_BITS, ChronoUnit.MINUTES);
        return ends.isBefore(issueUntil) ? ends : issueUntil;
    }

    /** The most credit that one token may carry, in 0.1 kWh; a token that no day has room for is never made. */
    public long greatestToken() {
        long ofToken = unitsPerToken == 0 ? Long.MAX_VALUE : unitsPerToken;
        return unitsPerDay == 0 ? ofToken : Math.min(ofToken, unitsPerDay);
    }

    /** What people call the key. */
    public String name() {
        return sgc + "/" + krn.number();
    }
}
