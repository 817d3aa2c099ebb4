package io.tokenline.smpp;

import java.time.Instant;
import java.util.List;

/**
 * A link as the console shows it.
 *
 * @param link what is entered; its password is not told
 * @param since when it was opened; its own change where it is not open
 * @param connections those that make its binds; none where it is held or not in use
 * @param rates messages over them on this server
 */
public record LinkInfo(OperatorLink link, Instant since, List<Connection> connections, MessageRates rates) {

    /**
     * One connection.
     *
     * @param kind what we are on it
     * @param state how it stands
     * @param since when it came to stand so
     * @param error of the last try that failed, else empty
     * @param unanswered our requests that the operator has not answered yet
     * @param sent our requests since it was bound
     * @param accepted those with a positive response
     * @param refused those with an error
     * @param lost those without a response in time
     * @param received the operator's messages that we took since it was bound
     */
    public record Connection(
            BindKind kind,
            BindState state,
            Instant since,
            String error,
            int unanswered,
            long sent,
            long accepted,
            long refused,
            long lost,
            long received) {}

    public LinkInfo {
        connections = List.copyOf(connections);
    }

    /** One that nothing is opened for. */
    static LinkInfo closed(OperatorLink link, MessageRates rates) {
        return new LinkInfo(link, link.changedAt(), List.of(), rates);
    }

    static LinkInfo of(OperatorLink link, Instant since, List<LinkBind> binds, MessageRates rates) {
        return new LinkInfo(
                link, since, binds.stream().map(LinkInfo::connection).toList(), rates);
    }

    /** UP where all connections are bound, PART where some are, DOWN, PAUSED, or OFF where it is not in use. */
    public String state() {
        if (!link.enabled()) {
            return "OFF";
        }
        if (link.paused()) {
            return "PAUSED";
        }
        long up = connections.stream().filter(c -> c.state() == BindState.BOUND).count();
        if (up == 0) {
            return "DOWN";
        }
        return up == connections.size() ? "UP" : "PART";
    }

    /** Our requests that the operator has not answered yet. */
    public int unanswered() {
        return connections.stream().mapToInt(Connection::unanswered).sum();
    }

    /** How many of our requests may be unanswered. */
    public int places() {
        long up = connections.stream().filter(c -> c.state() == BindState.BOUND).count();
        return (int) up * link.terms().windowSize();
    }

    private static Connection connection(LinkBind bind) {
        LinkBind.Standing standing = bind.standing();
        OperatorSession session = bind.session();
        Traffic.Counts counts =
                session == null ? new Traffic().counts() : session.traffic().counts();
        return new Connection(
                bind.kind(),
                standing.state(),
                standing.since(),
                standing.error(),
                session == null ? 0 : session.window().unanswered(),
                counts.sent(),
                counts.accepted(),
                counts.refused(),
                counts.unanswered(),
                counts.received());
    }
}
