package io.tokenline.vending;

import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Writes every state that a sale comes to into the book, in the commit of the change. {@link SaleStore} puts it on every
 * sale that it hands out to be changed, and a sale without it refuses to change.
 */
@ApplicationScoped
class SaleTrail {

    /** What all its events are called. */
    static final String ACTION = "SALE_STATE";

    private final Audit audit;

    @Inject
    SaleTrail(Audit audit) {
        this.audit = audit;
    }

    /** A sale begins; whatever becomes of it in this transaction is the server's doing. */
    void begin(Sale sale, String actor) {
        record(sale, actor, "NEW");
        follow(sale, AuditEvent.SYSTEM);
    }

    /** From here on, in this transaction, it is the actor who changes the sale. */
    void follow(Sale sale, String actor) {
        sale.follow(before -> record(sale, actor, before.name()));
    }

    private void record(Sale sale, String actor, String before) {
        String why = sale.reason().map(Outcome::name).map(name -> ", " + name).orElse("");
        audit.record(new AuditEvent(actor, ACTION, "sale " + sale.reference(), before + " to " + sale.state() + why));
    }
}
