package io.tokenline.registry;

import java.util.ArrayList;
import java.util.List;

/** What is said about the rows of one import: counted, and kept as far as anybody will read. */
final class FaultBook {

    /** Of one import. */
    static final int KEPT = 100_000;

    private static final int AT_ONCE = 500;

    private final ImportJournal journal;
    private final long importId;
    private final List<RowFault> waiting = new ArrayList<>();
    private int kept;
    private long faults;
    private long notices;

    FaultBook(ImportJournal journal, long importId) {
        this.journal = journal;
        this.importId = importId;
    }

    void add(RowFault fault) {
        if (fault.kind() == RowFault.Kind.FAULT) {
            faults++;
        } else {
            notices++;
        }
        if (kept + waiting.size() < KEPT) {
            waiting.add(fault);
            if (waiting.size() >= AT_ONCE) {
                flush();
            }
        }
    }

    /** Lets others read what was said so far. */
    void flush() {
        if (!waiting.isEmpty()) {
            journal.keep(importId, kept + 1, List.copyOf(waiting));
            kept += waiting.size();
            waiting.clear();
        }
    }

    long faults() {
        return faults;
    }

    long notices() {
        return notices;
    }
}
