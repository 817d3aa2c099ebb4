package io.tokenline;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Transactions as the server keeps them, one a thread: begun at a boundary, joined by those who are called from it. */
public final class Transactions {

    /** What belongs to the transaction of a thread. */
    private record Current(EntityManager entities, List<Synchronization> steps) {}

    private static final ThreadLocal<@Nullable Current> CURRENT = new ThreadLocal<>();

    private final EntityManagerFactory factory;

    Transactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** The entity manager of whichever transaction the calling thread is in. */
    EntityManager entities() {
        return (EntityManager) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(required().entities(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** As far as {@link AfterCommit} needs one. */
    TransactionSynchronizationRegistry registry() {
        return (TransactionSynchronizationRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TransactionSynchronizationRegistry.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("registerInterposedSynchronization")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return required().steps().add((Synchronization) arguments[0]);
                });
    }

    /** Whether a boundary of this type, called here and now, ends with a commit of its own. */
    static boolean commitsHere(Transactional.TxType type) {
        return type == Transactional.TxType.REQUIRES_NEW
                || (type == Transactional.TxType.REQUIRED && CURRENT.get() == null);
    }

    /** Runs a step as a boundary of this type does; an unchecked exception condemns the transaction. */
    <T> T call(Transactional.TxType type, Callable<T> step) throws Exception {
        Current joined = CURRENT.get();
        if (joined != null && type != Transactional.TxType.REQUIRES_NEW) {
            return joining(joined, step);
        }
        return switch (type) {
            case SUPPORTS -> step.call();
            case REQUIRED, REQUIRES_NEW -> beginning(joined, step);
            default -> throw new IllegalStateException(type + " was called without a transaction");
        };
    }

    private static <T> T joining(Current joined, Callable<T> step) throws Exception {
        try {
            return step.call();
        } catch (RuntimeException | Error e) {
            joined.entities().getTransaction().setRollbackOnly();
            throw e;
        }
    }

    private <T> T beginning(@Nullable Current suspended, Callable<T> step) throws Exception {
        Current mine = new Current(factory.createEntityManager(), new ArrayList<>());
        EntityTransaction transaction = mine.entities().getTransaction();
        int status = Status.STATUS_ROLLEDBACK;
        CURRENT.set(mine);
        try {
            transaction.begin();
            T result = step.call();
            transaction.commit();
            status = Status.STATUS_COMMITTED;
            return result;
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
            mine.entities().close();
            CURRENT.set(suspended);
            for (Synchronization done : mine.steps()) {
                done.afterCompletion(status);
            }
        }
    }

    private Current required() {
        Current mine = CURRENT.get();
        if (mine == null) {
            throw new IllegalStateException("no transaction is open");
        }
        return mine;
    }
}
