package io.tokenline.audit;

import io.tokenline.Pump;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links new events every second, so that no sale waits for another's; and proves what is new in the chain, once a week all of
 * it, and writes its head to the log, at start and once a day. A log that is kept elsewhere is what a chain written anew cannot match.
 */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditChainer {

    private static final Logger LOG = LoggerFactory.getLogger(AuditChainer.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PROOF = Duration.ofDays(1);

    @Inject
    private AuditChain chain;

    @Inject
    private AuditProof proof;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-work")
    private ManagedExecutorService work;

    @Resource
    private ContextService context;

    private Pump linking;
    private Pump proving;

    @PostConstruct
    void start() {
        linking = new Pump("audit", timer, work, context::contextualRunnable, TICK, chain::extend);
        proving = new Pump("audit proof", timer, work, context::contextualRunnable, PROOF, this::prove);
        proving.wake();
    }

    private int prove() {
        AuditProof.Result found = proof.next();
        LOG.info(
                "TKL-1201 audit: {} links proven, the head is {} {}",
                found.checked(),
                found.head().link(),
                found.head().hash());
        found.faults().forEach(fault -> LOG.error("TKL-1202 audit: link {} {}", fault.link(), fault.what()));
        return 0;
    }

    @PreDestroy
    void stop() {
        linking.close();
        proving.close();
    }
}
