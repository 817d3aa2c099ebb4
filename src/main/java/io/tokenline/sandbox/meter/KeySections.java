package io.tokenline.sandbox.meter;

import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects the tokens of a key change, in any order, and puts the new key together (IEC 62055-41, 6.2.7 to 6.2.10). */
final class KeySections {

    private static final String NO_GROUP = "000000";
    private static final int UNIQUE = 2;
    private static final int DEFAULT = 1;

    private final EncryptionAlgorithm algorithm;
    private final Duration lifetime;
    private final EnumMap<Section, Section.Part> parts = new EnumMap<>(Section.class);

    /**
     * For a meter with this cipher.
     *
     * @param lifetime how long a section waits for the others
     */
    KeySections(EncryptionAlgorithm algorithm, Duration lifetime, Map<Section, Section.Part> parts) {
        this.algorithm = algorithm;
        this.lifetime = lifetime;
        this.parts.putAll(parts);
    }

    /**
     * A new key, complete.
     *
     * @param key with what the sections told about it
     * @param rollover whether the meter forgets its TIDs, because a new base date starts them anew
     */
    record NewKey(MeterKey key, boolean rollover) {}

    /** Takes a section, in place of an earlier one of its number; false where no section of this meter is like it. */
    boolean take(Section section, Frame token, Instant now) {
        if (!Section.needed(algorithm).contains(section) || !isSound(section, token)) {
            return false;
        }
        parts.values().removeIf(part -> !now.isBefore(part.enteredAt().plus(lifetime)));
        parts.put(section, new Section.Part(token.content(), now));
        return true;
    }

    /** A keypad meter takes default and unique keys; sets of three tokens it does not know. */
    private static boolean isSound(Section section, Frame token) {
        if (section == Section.FIRST) {
            long revision = token.field(55, 52);
            long type = token.field(49, 48);
            boolean ofThree = token.field(50, 50) == 1;
            return revision >= 1 && revision <= 9 && (type == DEFAULT || type == UNIQUE) && !ofThree;
        }
        return section != Section.SECOND || token.field(55, 48) <= 99;
    }

    int taken() {
        return parts.size();
    }

    int needed() {
        return Section.needed(algorithm).size();
    }

    /** The new key, once all sections are taken; they are gone then. Empty where they make none. */
    Optional<NewKey> assemble() {
        Frame first = remove(Section.FIRST);
        Frame second = remove(Section.SECOND);
        ByteBuffer key = ByteBuffer.allocate(needed() * Integer.BYTES).putInt(part(first));
        String group = NO_GROUP;
        if (algorithm == EncryptionAlgorithm.EA11) {
            Frame third = remove(Section.THIRD);
            Frame fourth = remove(Section.FOURTH);
            key.putInt(part(third)).putInt(part(fourth));
            group = String.format(Locale.ROOT, "%06d", fourth.field(59, 48) << 12 | third.field(59, 48));
        }
        key.putInt(part(second));
        if (group.length() != NO_GROUP.length()) {
            return Optional.empty();
        }
        MeterKey whole = new MeterKey(
                new DecoderKey(algorithm, key.array()),
                group,
                (int) second.field(55, 48),
                (int) first.field(55, 52),
                (int) first.field(49, 48),
                first.nibble() << 4 | second.nibble());
        return Optional.of(new NewKey(whole, first.field(51, 51) == 1));
    }

    private Frame remove(Section section) {
        Section.Part part = Optional.ofNullable(parts.remove(section)).orElseThrow();
        return new Frame(2, part.content() << 16);
    }

    private static int part(Frame section) {
        return (int) section.field(47, 16);
    }

    Map<Section, Section.Part> parts() {
        return parts;
    }
}
