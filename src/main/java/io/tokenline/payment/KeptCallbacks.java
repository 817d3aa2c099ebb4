package io.tokenline.payment;

import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** What a wallet told, word for word, for the person who looks after the case that was opened about it. */
@ApplicationScoped
@Transactional
public class KeptCallbacks {

    private final PaymentStore store;
    private final Audit audit;

    @Inject
    KeptCallbacks(PaymentStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /**
     * A callback as it came.
     *
     * @param path what followed our own part of the address
     * @param body word for word; empty where it was so old that it is cleared
     */
    public record Told(String provider, Instant receivedAt, String path, String body) {

        /** Without what was told. */
        @Override
        public String toString() {
            return "Told[" + provider + ", " + receivedAt + "]";
        }
    }

    /**
     * Shows the callback that a case is about; who saw it, and why, is audited in the same commit.
     *
     * @return empty where there is no such case, or it is about no callback
     */
    public Optional<Told> reveal(long caseId, String person, String reason) {
        Optional<PaymentCallback> found =
                store.lockCase(caseId).flatMap(PaymentCase::callbackId).flatMap(store::lockCallback);
        found.ifPresent(kept -> audit.record(new AuditEvent(person, "CALLBACK_REVEALED", "case " + caseId, reason)));
        return found.map(kept -> new Told(
                kept.provider(),
                kept.receivedAt(),
                kept.call().path(),
                kept.call().body()));
    }
}
