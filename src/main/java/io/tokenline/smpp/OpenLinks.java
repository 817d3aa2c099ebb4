package io.tokenline.smpp;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links that are up, or trying to be. */
final class OpenLinks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLinks.class);

    private final Switchboard board;
    private final Links links;
    private final Outbinds outbinds;
    private final Map<String, Link> open = new ConcurrentHashMap<>();
    private boolean closed;

    /** None is open yet. */
    OpenLinks(Switchboard board, Links links, Outbinds outbinds) {
        this.board = board;
        this.links = links;
        this.outbinds = outbinds;
    }

    /** Opens a link, where it is in use and nobody holds it. */
    synchronized void open(OperatorLink configured) {
        if (closed) {
            return;
        }
        Optional<Link> used =
                configured.enabled() && !configured.paused() ? Optional.of(start(configured)) : Optional.empty();
        if (configured.terms().awaitsOutbind()) {
            outbinds.expect(new Outbinds.Expected(configured, () -> links.outbindPassword(configured), used));
        }
    }

    private Link start(OperatorLink configured) {
        Link link = new Link(board, configured, () -> links.password(configured));
        open.put(configured.name(), link);
        link.start();
        LOG.info("TKL-1100 link {} is opened", configured.name());
        return link;
    }

    /** Closes a link, and opens it as it is entered now. */
    synchronized void reopen(String name) {
        Link before = open.remove(name);
        if (before != null) {
            before.close();
        }
        Optional<OperatorLink> now = links.find(name);
        now.ifPresent(this::open);
        if (now.filter(link -> link.terms().awaitsOutbind()).isEmpty()) {
            outbinds.forget(name); // not earlier: while a link is opened anew, its gateway is no stranger
        }
    }

    /** How a link stands. */
    LinkInfo info(OperatorLink configured) {
        return Optional.ofNullable(open.get(configured.name()))
                .map(link -> link.info(configured))
                .orElseGet(
                        () -> LinkInfo.closed(configured, board.eyes().flows().rates(configured.name())));
    }

    /** Closes all of them, together. */
    @Override
    public synchronized void close() {
        closed = true;
        outbinds.forgetAll();
        open.values().parallelStream().forEach(Link::close);
        open.clear();
    }
}
