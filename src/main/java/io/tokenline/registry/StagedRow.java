package io.tokenline.registry;

import io.tokenline.Msisdn;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A row of a file, its cells read and found to be possible. */
final class StagedRow {

    private final long line;
    private final Map<Staged, Object> values = new EnumMap<>(Staged.class);
    private SortedSet<Msisdn> phones = new TreeSet<>();
    private List<DebtTerms> debts = List.of();

    StagedRow(long line) {
        this.line = line;
    }

    long line() {
        return line;
    }

    void put(Staged column, @Nullable Object value) {
        if (value == null) {
            values.remove(column);
        } else {
            values.put(column, value);
        }
    }

    /** A text, number, truth or day; null where the row does not say. */
    @Nullable
    Object value(Staged column) {
        return values.get(column);
    }

    boolean says(Staged column) {
        return values.containsKey(column);
    }

    boolean same(Staged column, Staged other) {
        return says(column) && Objects.equals(value(column), value(other));
    }

    void call(SortedSet<Msisdn> all) {
        phones = all;
        put(Staged.SAYS_PHONES, true);
    }

    void owe(List<DebtTerms> all) {
        debts = all;
        put(Staged.SAYS_DEBTS, true);
    }

    SortedSet<Msisdn> phones() {
        return phones;
    }

    List<DebtTerms> debts() {
        return debts;
    }
}
