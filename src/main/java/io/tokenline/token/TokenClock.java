package io.tokenline.token;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link TidFloor} in the server; nothing is sold before it has begun. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class TokenClock {

    private static final Logger LOG = LoggerFactory.getLogger(TokenClock.class);
    private static final long MINUTE_SECONDS = 60;

    @Inject
    private TidFloor floor;

    @Resource
    private ManagedScheduledExecutorService timer;

    private ScheduledFuture<?> ticking;

    @PostConstruct
    void start() {
        begin();
        ticking = timer.scheduleWithFixedDelay(this::tick, MINUTE_SECONDS, MINUTE_SECONDS, TimeUnit.SECONDS);
    }

    /** Of servers that start at once over a new database one enters its row; the others find it on a second try. */
    private void begin() {
        try {
            floor.begin();
        } catch (RuntimeException first) {
            LOG.info("TKL-5004 the start of the token clock is tried once more");
            floor.begin();
        }
    }

    private void tick() {
        try {
            floor.alive();
        } catch (RuntimeException e) { // a database that is away for a moment; the next minute says so again
            LOG.warn("TKL-5003 this server could not say that it lives", e);
        }
    }

    @PreDestroy
    void stop() {
        ticking.cancel(false);
        tick();
    }
}
