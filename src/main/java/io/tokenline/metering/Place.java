package io.tokenline.metering;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the place where a meter hangs rather than to the meter: it goes over to whichever meter hangs there next.
 *
 * @param tariff the name of the tariff that is charged there, 1 to 40 characters
 * @param groupName what the utility counts it among, 1 to 40 characters; null where nothing
 * @param hidden whether strangers are told that there is no such meter
 * @param freeTenths free energy a month, in 0.1 kWh, 0 or more
 */
@Embeddable
public record Place(
        String tariff,
        @Column(name = "meter_group") @Nullable String groupName,
        boolean hidden,
        @Column(name = "free_tenths") long freeTenths) {

    private static final int NAME_MAX = 40;

    public Place {
        boolean named = groupName == null || (!groupName.isBlank() && groupName.length() <= NAME_MAX);
        if (tariff.length() > NAME_MAX || !named) {
            throw new IllegalArgumentException("tariffs and groups have names of 1 to " + NAME_MAX + " characters");
        }
        if (freeTenths < 0) {
            throw new IllegalArgumentException("free energy is 0 or more");
        }
    }

    /** A place where this tariff is charged, and nothing else is special. */
    public static Place of(String tariff) {
        return new Place(tariff, null, false, 0);
    }

    /** What the utility counts it among; empty where nothing. */
    public Optional<String> group() {
        return Optional.ofNullable(groupName);
    }

    /** The same under another tariff. */
    public Place chargedBy(String name) {
        return new Place(name, groupName, hidden, freeTenths);
    }

    /** The same among others. */
    public Place among(Optional<String> name) {
        return new Place(tariff, name.orElse(null), hidden, freeTenths);
    }

    /** The same, hidden or not. */
    public Place hidden(boolean fromStrangers) {
        return new Place(tariff, groupName, fromStrangers, freeTenths);
    }

    /** The same with so much free energy a month, in 0.1 kWh. */
    public Place entitled(long tenths) {
        return new Place(tariff, groupName, hidden, tenths);
    }
}
