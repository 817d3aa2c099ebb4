package io.tokenline.smpp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway of an operator that we bind to, with all its connections, whoever opens them. */
final class Link implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final long CHECK_MILLIS = 250;
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final Switchboard board;
    private final OperatorLink configured;
    private final List<LinkBind> binds = new ArrayList<>();
    private final Instant since;
    private @Nullable ScheduledFuture<?> check;

    /**
     * A link that is not open.
     *
     * @param password reads the password each time it is needed
     */
    Link(Switchboard board, OperatorLink configured, LinkBind.Password password) {
        this.board = board;
        this.configured = configured;
        this.since = board.clock().instant();
        OperatorAccount operator = configured.operator();
        LinkTerms terms = configured.terms();
        for (int i = 0; i < terms.binds(); i++) {
            terms.mode().peers().forEach(peer -> binds.add(new LinkBind(board, configured, operator, peer, password)));
        }
    }

    /** Begins to bind; it returns before anything is bound. */
    synchronized void start() {
        binds.forEach(LinkBind::open);
        check = board.timer().scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A bind that waits for the gateway to call: it is the caller's to answer over. Empty where none waits. */
    Optional<LinkBind> claim() {
        for (LinkBind bind : binds) {
            if (bind.claim()) {
                return Optional.of(bind);
            }
        }
        return Optional.empty();
    }

    /**
     * How it stands now.
     *
     * @param entered as it is entered now
     */
    LinkInfo info(OperatorLink entered) {
        return LinkInfo.of(entered, since, binds, board.eyes().flows().rates(configured.name()));
    }

    /** Unbinds, and ends what is left of the connections after a few seconds. */
    @Override
    public synchronized void close() {
        try {
            CompletableFuture.allOf(binds.stream().map(LinkBind::unbind).toArray(CompletableFuture<?>[]::new))
                    .get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("TKL-1106 link {} did not let go in time", configured.name());
        } finally {
            binds.forEach(LinkBind::cut);
            if (check != null) {
                check.cancel(false);
            }
        }
    }

    private void check() {
        for (LinkBind bind : binds) {
            try {
                bind.check();
            } catch (RuntimeException e) {
                LOG.error("TKL-1107 the check of link {} failed", configured.name(), e);
            }
        }
    }
}
