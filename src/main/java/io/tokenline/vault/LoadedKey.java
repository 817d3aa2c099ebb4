package io.tokenline.vault;

import io.tokenline.Outcome;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import java.time.Instant;
import java.util.Optional;

/**
 * A vending key as everybody may know it: everything but the key.
 *
 * @param attributes what may be done with it
 * @param checkValue KCV, six hexadecimal digits
 * @param withdrawnAt when it was withdrawn; it then serves only to lead meters away from it
 */
public record LoadedKey(KeyAttributes attributes, String checkValue, Optional<Instant> withdrawnAt) {

    private static final int KEY_CHANGE_CLASS = 2;
    private static final int KEY_CHANGE = 3;

    /**
     * Whether a token may be made under it.
     *
     * @return OK, KEY_MISMATCH, KEY_WITHDRAWN, KEY_NOT_ACTIVE, KEY_EXPIRED or KEY_NOT_ALLOWED
     */
    public Outcome mayIssue(int tokenClass, int subClass, MeterKeyParameters meter, Instant now) {
        if (!fits(meter)) {
            return Outcome.KEY_MISMATCH;
        }
        Outcome inUse = inUse(now);
        if (inUse != Outcome.OK) {
            return inUse;
        }
        boolean creditUnderDefault = tokenClass == 0 && attributes.kt() == KeyType.DDTK;
        return creditUnderDefault || !attributes.allowed().allows(tokenClass, subClass)
                ? Outcome.KEY_NOT_ALLOWED
                : Outcome.OK;
    }

    /**
     * Whether it may lead a meter to another key; a key that is over may, for that is how its meters are saved.
     *
     * @return OK, KEY_MISMATCH, KEY_NOT_ACTIVE or KEY_NOT_ALLOWED
     */
    public Outcome mayLeadAway(MeterKeyParameters meter, Instant now) {
        if (!fits(meter)) {
            return Outcome.KEY_MISMATCH;
        }
        if (!hasBegun(now)) {
            return Outcome.KEY_NOT_ACTIVE;
        }
        return attributes.allowed().allows(KEY_CHANGE_CLASS, KEY_CHANGE) ? Outcome.OK : Outcome.KEY_NOT_ALLOWED;
    }

    private boolean fits(MeterKeyParameters meter) {
        return attributes.kt() == meter.kt()
                && attributes.ea() == meter.ea()
                && attributes.dkga() == meter.dkga()
                && attributes.baseDate() == meter.baseDate();
    }

    private Outcome inUse(Instant now) {
        if (withdrawnAt.isPresent()) {
            return Outcome.KEY_WITHDRAWN;
        }
        if (!hasBegun(now)) {
            return Outcome.KEY_NOT_ACTIVE;
        }
        return now.isBefore(attributes.expiresAt()) ? Outcome.OK : Outcome.KEY_EXPIRED;
    }

    /** Before its base date a key has no TIDs, whatever its active-from says. */
    private boolean hasBegun(Instant now) {
        return !now.isBefore(attributes.activeFrom())
                && !now.isBefore(attributes.baseDate().start());
    }
}
