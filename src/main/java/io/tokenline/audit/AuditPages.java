package io.tokenline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** What a proof of the chain reads, page by page. Every method is one short transaction. */
@ApplicationScoped
@Transactional
class AuditPages {

    private final AuditStore store;

    @Inject
    AuditPages(AuditStore store) {
        this.store = store;
    }

    AuditChain.Head head() {
        return store.head();
    }

    /** The hash of a link; empty text where there is none. */
    String hash(long link) {
        return store.hash(link);
    }

    List<AuditStore.Linked> links(long after, long last, int limit) {
        return store.links(after, last, limit);
    }

    long waiting() {
        return store.countUnlinked();
    }

    /** Events, by their numbers, that came into the book by no way of ours. */
    long strays(long after, long last) {
        return store.strays(after, last);
    }

    long firstEvent() {
        return store.firstEvent();
    }

    long lastEvent() {
        return store.lastEvent();
    }

    /** How far the chain was proven. */
    AuditProven proven() {
        return store.proven();
    }

    /** It was proven so far, and all of it where a moment is given. */
    void proven(AuditChain.Head head, long event, Instant wholeAt) {
        store.lockProven().upTo(head, event, wholeAt);
    }
}
