package io.tokenline.payment;

import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes cases, in the transaction of what they tell of. */
@ApplicationScoped
class Cases {

    private static final Logger LOG = LoggerFactory.getLogger(Cases.class);
    private static final int DETAIL_MAX = 400;

    private final PaymentStore store;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Cases(PaymentStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** Opens a case about an attempt, once. */
    void open(PaymentCase.Kind kind, PaymentAttempt attempt, String detail) {
        if (isNew(kind, attempt.id())) {
            add(begun(kind, attempt.id(), attempt.provider(), detail).of(attempt));
        }
    }

    /** Opens a case about a callback, once. */
    void open(PaymentCase.Kind kind, PaymentCallback callback, String detail) {
        String key = "callback " + callback.id();
        if (isNew(kind, key)) {
            add(begun(kind, key, callback.provider(), detail).of(callback));
        }
    }

    /** Opens a case about money for an account, once. */
    void open(PaymentCallback callback, News.Incoming news, String detail) {
        String key = callback.provider() + " " + news.receipt();
        if (isNew(PaymentCase.Kind.SUSPENSE, key)) {
            add(begun(PaymentCase.Kind.SUSPENSE, key, callback.provider(), detail)
                    .of(callback)
                    .over(news.received()));
        }
    }

    private PaymentCase begun(PaymentCase.Kind kind, String key, String provider, String detail) {
        String cut = detail.substring(0, Math.min(DETAIL_MAX, detail.length()));
        return new PaymentCase(kind, key(kind, key), provider, cut, clock.instant());
    }

    private boolean isNew(PaymentCase.Kind kind, String key) {
        return store.caseOf(key(kind, key)).isEmpty();
    }

    private static String key(PaymentCase.Kind kind, String key) {
        return kind + " " + key;
    }

    private void add(PaymentCase opened) {
        store.add(opened);
        String sale =
                opened.saleReference().map(reference -> "sale " + reference).orElse("no sale");
        audit.record(new AuditEvent(
                AuditEvent.SYSTEM,
                "CASE_OPENED",
                "case " + opened.id() + ", " + sale,
                opened.kind() + ": " + opened.detail()));
        LOG.error("TKL-7010 case {}: {} at {}, {}", opened.id(), opened.kind(), opened.provider(), sale);
    }

    /** The cause of a case is gone by itself. */
    void settled(PaymentCase.Kind kind, PaymentAttempt attempt, String how) {
        store.caseOf(key(kind, attempt.id())).filter(PaymentCase::isOpen).ifPresent(open -> {
            open.close(AuditEvent.SYSTEM, how, clock.instant());
            audit.record(new AuditEvent(AuditEvent.SYSTEM, "CASE_CLOSED", "case " + open.id(), how));
            LOG.info("TKL-7011 case {}: closed, {}", open.id(), how);
        });
    }
}
