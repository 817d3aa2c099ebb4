package io.tokenline.sandbox.meter;

import java.math.BigInteger;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that a meter knows, to be kept while it is switched off.
 *
 * @param manufacturerCode 0 to 9999: test tokens may name it
 * @param key what it decodes with
 * @param credit what is on each register that it has, in the register's smallest unit; others it does not count
 * @param tids the newest it has taken, at most 50
 * @param sections parts of a new key that wait for the rest
 * @param settings what management tokens have set so far
 * @param tampered whether its cover was opened and nobody has cleared that
 */
public record MeterState(
        int manufacturerCode,
        MeterKey key,
        Map<Register, BigInteger> credit,
        Set<Integer> tids,
        Map<Section, Section.Part> sections,
        Map<Setting, Long> settings,
        boolean tampered) {

    public MeterState {
        credit = copy(Register.class, credit);
        tids = Collections.unmodifiableSet(new TreeSet<>(tids));
        sections = copy(Section.class, sections);
        settings = copy(Setting.class, settings);
        if (credit.isEmpty() || tids.size() > TidMemory.SIZE) {
            throw new IllegalArgumentException("a meter has a register and remembers 50 TIDs");
        }
    }

    /** A meter as it leaves the factory, for these registers. */
    public static MeterState fresh(int manufacturerCode, MeterKey key, Set<Register> registers) {
        Map<Register, BigInteger> empty = new EnumMap<>(Register.class);
        registers.forEach(register -> empty.put(register, BigInteger.ZERO));
        return new MeterState(manufacturerCode, key, empty, Set.of(), Map.of(), Map.of(), false);
    }

    private static <K extends Enum<K>, V> Map<K, V> copy(Class<K> type, Map<K, V> entries) {
        Map<K, V> copy = new EnumMap<>(type);
        copy.putAll(entries);
        return Collections.unmodifiableMap(copy);
    }
}
