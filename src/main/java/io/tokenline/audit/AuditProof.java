package io.tokenline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proves the chain of the book, page by page, each in a short transaction: what years have written would outlast any. To be
 * called outside of transactions.
 */
@ApplicationScoped
public class AuditProof {

    /** After so long all of it is proven once more, and not only what is new. */
    static final Duration WHOLE_EVERY = Duration.ofDays(7);

    private static final int PAGE = 5_000;
    /** Servers take numbers of events in blocks: one that comes late may have a number below those before it. */
    private static final long OUT_OF_ORDER = 100_000;
    /** More faults than this say no more. */
    private static final int FAULTS_MAX = 100;

    private final AuditPages pages;
    private final Clock clock;

    @Inject
    AuditProof(AuditPages pages, Clock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * A place where the book is not as it was written.
     *
     * @param link its number in the chain
     * @param what is wrong there
     */
    public record Fault(long link, String what) {}

    /**
     * What a proof found.
     *
     * @param checked links that were looked at
     * @param waiting events that wait for their link, a second or two
     * @param head the newest link
     * @param noted whether the hash that was asked for is in the chain; empty where none was asked for
     * @param faults none where all is well; at most 100
     */
    public record Result(
            long checked, long waiting, AuditChain.Head head, Optional<Boolean> noted, List<Fault> faults) {}

    /**
     * Proves the chain from its first link on.
     *
     * @param noted a hash that the chain is said to have had; nobody who has it can be shown a chain written anew
     */
    public Result all(Optional<String> noted) {
        Walk walk = new Walk(noted, new AuditChain.Head(0, ChainHash.FIRST));
        Result result = walk.to(pages.firstEvent() - 1);
        if (result.faults().isEmpty()) {
            pages.proven(result.head(), walk.lastEvent, clock.instant());
        }
        return result;
    }

    /** Proves what is new since the last proof that found no fault; where that of all is a week old, all. */
    public Result next() {
        AuditProven before = pages.proven();
        if (!before.wholeAt().plus(WHOLE_EVERY).isAfter(clock.instant())) {
            return all(Optional.empty());
        }
        String there = pages.hash(before.head().link());
        Walk walk = new Walk(Optional.empty(), new AuditChain.Head(before.head().link(), there));
        if (!there.equals(before.head().hash())) {
            walk.fault(before.head().link(), "is not the one that was proven before");
        }
        Result result = walk.to(before.eventId() - OUT_OF_ORDER);
        if (result.faults().isEmpty()) {
            pages.proven(result.head(), walk.lastEvent, before.wholeAt());
        }
        return result;
    }

    /** A way through the chain, from behind a link that is taken as proven up to the head. */
    private final class Walk {

        private final Optional<String> noted;
        private final List<Fault> faults = new ArrayList<>();
        private final AuditChain.Head head = pages.head();
        private final long lastEvent = pages.lastEvent();
        private String before;
        private long expected;
        private long checked;
        private boolean found;

        private Walk(Optional<String> noted, AuditChain.Head from) {
            this.noted = noted;
            this.before = from.hash();
            this.expected = from.link() + 1;
            this.found = noted.filter(before::equals).isPresent();
        }

        /** Goes to the head, and looks for events after a number that are not in the chain. */
        private Result to(long event) {
            List<AuditStore.Linked> page = pages.links(expected - 1, head.link(), PAGE);
            while (!page.isEmpty()) {
                page.forEach(this::step);
                page = pages.links(expected - 1, head.link(), PAGE);
            }
            if (expected - 1 != head.link()) {
                fault(expected, "is missing, with all up to " + head.link());
            } else if (!before.equals(head.hash())) {
                fault(head.link(), "is not the newest one that was written");
            }
            long strays = 0;
            for (long after = event; after < lastEvent; after += PAGE) {
                strays += pages.strays(after, Math.min(after + PAGE, lastEvent));
            }
            if (strays > 0) {
                fault(head.link(), strays + " events came into the book by no way of ours");
            }
            return new Result(checked, pages.waiting(), head, noted.map(hash -> found), List.copyOf(faults));
        }

        private void step(AuditStore.Linked linked) {
            if (linked.link() != expected) {
                fault(expected, "is missing, with all up to " + (linked.link() - 1));
            } else if (!ChainHash.of(before, linked.link(), linked.event()).equals(linked.hash())) {
                fault(linked.link(), "event " + linked.event().id() + " is not what was written");
            }
            before = linked.hash();
            found |= noted.filter(linked.hash()::equals).isPresent();
            expected = linked.link() + 1;
            checked++;
        }

        private void fault(long link, String what) {
            if (faults.size() < FAULTS_MAX) {
                faults.add(new Fault(link, what));
            }
        }
    }
}
