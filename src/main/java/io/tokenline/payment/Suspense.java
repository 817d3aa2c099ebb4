package io.tokenline.payment;

import io.tokenline.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Money that a wallet took and that belongs to nothing here, until a person places it; in the caller's transaction. */
@ApplicationScoped
public class Suspense {

    private final Cases cases;

    @Inject
    Suspense(Cases cases) {
        this.cases = cases;
    }

    /** Opens a case of it, once. */
    public void open(String provider, String receipt, Money amount) {
        cases.open(provider, receipt, amount, "only the wallet's statement has it, receipt " + receipt);
    }

    /**
     * Closes its case, where there is one and it is open; the word of one person waits for a second one's.
     *
     * @param person who placed it, or the system where it turned out to belong to something
     * @param how where it went, at most 200 characters
     */
    public void close(String provider, String receipt, String person, String how) {
        cases.close(PaymentCase.Kind.SUSPENSE, provider + " " + receipt, person, how);
    }
}
