package io.tokenline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes tampering with the book show: links its events into a chain of hashes, and proves the chain. */
@ApplicationScoped
@Transactional
public class AuditChain {

    /** Events of one commit. */
    static final int BATCH = 500;

    private static final int PAGE = 5_000;
    /** More faults than this say no more. */
    private static final int FAULTS_MAX = 100;

    private final AuditStore store;

    @Inject
    AuditChain(AuditStore store) {
        this.store = store;
    }

    /**
     * The newest link.
     *
     * @param link its number; 0 where there is none yet
     * @param hash 64 hexadecimal digits; whoever keeps them elsewhere can prove later that nothing before them changed
     */
    public record Head(long link, String hash) {}

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
    public record Proof(long checked, long waiting, Head head, Optional<Boolean> noted, List<Fault> faults) {}

    /** Links the next events; gives how many. */
    public int extend() {
        if (!store.hasUnlinked()) {
            return 0;
        }
        AuditHead head = store.lockHead();
        List<AuditEntry> next = store.unlinked(BATCH);
        next.forEach(entry -> store.add(head.append(entry)));
        store.linked(next.stream().map(AuditEntry::id).toList());
        return next.size();
    }

    /** The newest link. */
    public Head head() {
        return store.head();
    }

    /**
     * Proves the chain from its first link on.
     *
     * @param noted a hash that the chain is said to have had; nobody who has it can be shown a chain written anew
     */
    public Proof prove(Optional<String> noted) {
        Head head = store.head();
        List<Fault> faults = new ArrayList<>();
        boolean found = noted.filter(ChainHash.FIRST::equals).isPresent();
        String before = ChainHash.FIRST;
        long expected = 1;
        long checked = 0;
        List<AuditStore.Linked> page = store.links(0, head.link(), PAGE);
        while (!page.isEmpty()) {
            for (AuditStore.Linked linked : page) {
                if (linked.link() != expected) {
                    fault(faults, expected, "is missing, with all up to " + (linked.link() - 1));
                } else if (!ChainHash.of(before, linked.link(), linked.event()).equals(linked.hash())) {
                    fault(faults, linked.link(), "event " + linked.event().id() + " is not what was written");
                }
                before = linked.hash();
                found |= noted.filter(linked.hash()::equals).isPresent();
                expected = linked.link() + 1;
                checked++;
            }
            page = store.links(expected - 1, head.link(), PAGE);
        }
        if (expected - 1 != head.link()) {
            fault(faults, expected, "is missing, with all up to " + head.link());
        } else if (!before.equals(head.hash())) {
            fault(faults, head.link(), "is not the newest one that was written");
        }
        long strays = store.strays();
        if (strays > 0) {
            fault(faults, head.link(), strays + " events came into the book by no way of ours");
        }
        boolean inChain = found;
        return new Proof(checked, store.countUnlinked(), head, noted.map(hash -> inChain), List.copyOf(faults));
    }

    private static void fault(List<Fault> faults, long link, String what) {
        if (faults.size() < FAULTS_MAX) {
            faults.add(new Fault(link, what));
        }
    }
}
