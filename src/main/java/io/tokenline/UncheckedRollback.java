package io.tokenline;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Transactional;

/**
 * Where a commit fails, the server throws a checked exception that no method declares, past every catch of unchecked ones. Around
 * each transaction it becomes the unchecked one of the persistence API, which callers know how to meet. One interceptor for each
 * kind of boundary that commits, because an interceptor is found by the kind.
 */
abstract class UncheckedRollback {

    /** Outside the server's own transactions, which begin at PLATFORM_BEFORE + 200. */
    private static final int OUTSIDE = Interceptor.Priority.PLATFORM_BEFORE + 100;

    /** Calls on. */
    @AroundInvoke
    Object call(InvocationContext context) throws Exception {
        try {
            return context.proceed();
        } catch (RollbackException e) {
            throw new jakarta.persistence.RollbackException("the commit failed", e);
        }
    }

    /** Around what joins a transaction or begins one. */
    @Interceptor
    @Transactional(Transactional.TxType.REQUIRED)
    @Priority(OUTSIDE)
    static class OfRequired extends UncheckedRollback {}

    /** Around what begins a transaction of its own. */
    @Interceptor
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @Priority(OUTSIDE)
    static class OfRequiresNew extends UncheckedRollback {}
}
