package io.tokenline.vault;

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
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what an older version kept in the clear before anybody is served; where the vault is closed, once it opens.
 */
@Singleton
@Startup
@DependsOn("Schema")
@TransactionManagement(TransactionManagementType.BEAN)
public class SealingStart {

    private static final Logger LOG = LoggerFactory.getLogger(SealingStart.class);
    private static final Duration TICK = Duration.ofSeconds(5);

    @Resource(lookup = "java:jboss/datasources/tokenline")
    private DataSource dataSource;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-work")
    private ManagedExecutorService work;

    @Resource
    private ContextService context;

    @Inject
    private Seals seals;

    @Inject
    private Clock clock;

    private Pump waiting;
    private volatile boolean done;

    @PostConstruct
    void start() {
        int unused = seal();
        waiting = new Pump("sealing", timer, work, context::contextualRunnable, TICK, this::seal);
    }

    private int seal() {
        if (!done) {
            try {
                long unused = new FirstSealing(dataSource, seals, clock).run();
                done = true;
            } catch (VaultClosed e) {
                LOG.warn("TKL-6008 phone numbers and names lie in the clear until the key store opens");
            }
        }
        return 0;
    }

    @PreDestroy
    void stop() {
        waiting.close();
    }
}
