package io.tokenline.sandbox.meter;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The newest TIDs that a meter has taken, so that it takes none twice. */
final class TidMemory {

    static final int SIZE = 50;

    private final TreeSet<Integer> tids;

    TidMemory(Collection<Integer> tids) {
        this.tids = new TreeSet<>(tids);
    }

    /** Judges a TID, and remembers it where it is ACCEPTED; the others are USED and OLD. */
    Result admit(int tid) {
        if (tids.contains(tid)) {
            return Result.USED;
        }
        if (tids.size() >= SIZE) {
            if (tid < tids.first()) {
                return Result.OLD;
            }
            tids.pollFirst();
        }
        tids.add(tid);
        return Result.ACCEPTED;
    }

    void forget() {
        tids.clear();
    }

    Set<Integer> tids() {
        return tids;
    }
}
