package io.tokenline.sandbox;

import io.tokenline.Msisdn;
import io.tokenline.Settings;
import io.tokenline.payment.Wallet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The books of the sandbox's wallet; what is written here outlives a kill. */
@ApplicationScoped
@Transactional
class WalletBooks {

    private static final int BATCH = 50;

    private final EntityManager entities;
    private final Clock clock;
    private final Settings settings;

    @Inject
    WalletBooks(EntityManager entities, Clock clock, Settings settings) {
        this.entities = entities;
        this.clock = clock;
        this.settings = settings;
    }

    /** Writes a request down, once. */
    void open(Wallet.Request request, WalletMode mode) {
        if (entities.find(SandboxPayment.class, request.id()) == null) {
            entities.persist(new SandboxPayment(request, mode, settings.paymentWait(), clock.instant()));
        }
    }

    Optional<SandboxPayment> find(String id) {
        return Optional.ofNullable(entities.find(SandboxPayment.class, id));
    }

    /** Decides what is due, and gives everything that is decided and was not told. */
    List<SandboxPayment> decideDue() {
        List<SandboxPayment> due = entities.createQuery(
                        "select p from SandboxPayment p where p.toldAt is null and p.answerAt <= :now",
                        SandboxPayment.class)
                .setParameter("now", clock.instant())
                .setMaxResults(BATCH)
                .getResultList();
        due.forEach(SandboxPayment::decide);
        return due;
    }

    void told(String id) {
        locked(id).told(clock.instant());
    }

    /** The payment that waits for this phone's PIN. */
    Optional<SandboxPayment> prompting(Msisdn msisdn) {
        return entities.createQuery(
                        "select p from SandboxPayment p where p.msisdn = :msisdn and p.behaviour = :prompt"
                                + " and p.decision is null and p.createdAt > :since order by p.createdAt",
                        SandboxPayment.class)
                .setParameter("msisdn", msisdn.digits())
                .setParameter("prompt", WalletMode.Behaviour.PROMPT)
                .setParameter("since", clock.instant().minus(settings.paymentWait()))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    void answer(String id, SandboxPayment.Decision decision) {
        locked(id).answer(decision, clock.instant());
    }

    boolean giveBack(Wallet.Return wanted) {
        return locked(wanted.payment()).giveBack(wanted.id());
    }

    private SandboxPayment locked(String id) {
        return Optional.ofNullable(entities.find(SandboxPayment.class, id, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> new IllegalStateException("the wallet knows no payment " + id));
    }
}
