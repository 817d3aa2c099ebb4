package io.tokenline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Makes tampering with the book show: links its events into a chain of hashes, which {@link AuditProof} proves. */
@ApplicationScoped
@Transactional
public class AuditChain {

    /** Events of one commit. */
    static final int BATCH = 500;

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
}
