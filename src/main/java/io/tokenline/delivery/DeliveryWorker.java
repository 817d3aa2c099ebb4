package io.tokenline.delivery;

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
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the {@link Sender} in the server. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class DeliveryWorker {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    @Inject
    private Outbox outbox;

    @Inject
    private Receipts receipts;

    @Inject
    private MessageSender operators;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-work")
    private ManagedExecutorService work;

    @Resource
    private ContextService context;

    private Pump pump;

    @PostConstruct
    void start() {
        int left = outbox.releaseClaims();
        if (left > 0) {
            LOG.info("TKL-8004 {} SMS were being sent when this server stopped; they are sent again", left);
        }
        @SuppressWarnings("unchecked")
        BiConsumer<Long, Sent> answered =
                context.createContextualProxy((BiConsumer<Long, Sent>) outbox::answered, BiConsumer.class);
        Sender sender = new Sender(outbox, operators, work, answered);
        pump = new Pump(
                "delivery", timer, work, context::contextualRunnable, TICK, () -> receipts.match() + sender.drain());
        outbox.onWork(pump::wake);
        receipts.onWork(pump::wake);
    }

    @PreDestroy
    void stop() {
        pump.close();
    }
}
