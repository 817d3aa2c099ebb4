package io.tokenline.sandbox.meter;

import io.tokenline.token.sts.EncryptionAlgorithm;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One of the tokens that bring a meter a new key: Set1st to Set4thSectionDecoderKey. */
public enum Section {
    FIRST(3),
    SECOND(4),
    THIRD(8),
    FOURTH(9);

    /**
     * A section that waits for the others. No text shows its part of the key.
     *
     * @param content the token's 48 bits, sub-class first
     * @param enteredAt when it was typed
     */
    public record Part(long content, Instant enteredAt) {

        @Override
        public String toString() {
            return "Part[" + enteredAt + "]";
        }
    }

    private final int subClass;

    Section(int subClass) {
        this.subClass = subClass;
    }

    /** The sub-class of its token: 3, 4, 8 or 9. */
    public int subClass() {
        return subClass;
    }

    /** The section of this sub-class; empty for any other. */
    public static Optional<Section> of(int subClass) {
        return Arrays.stream(values())
                .filter(section -> section.subClass == subClass)
                .findFirst();
    }

    /** Two sections carry a key of 64 bits, four one of 128. */
    static Set<Section> needed(EncryptionAlgorithm algorithm) {
        return algorithm == EncryptionAlgorithm.EA07 ? EnumSet.of(FIRST, SECOND) : EnumSet.allOf(Section.class);
    }
}
