package io.tokenline.smpp;

import io.tokenline.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.ServerMessageReceiverListener;

/**
 * What all links share.
 *
 * @param settings limits and times; what is agreed with an operator goes before them
 * @param executor bounded; keeps a thread for each connection that is being opened
 * @param timer for pauses and regular checks
 * @param context gives a step the context of the server, whichever thread starts it
 * @param tls for connections that are to be encrypted
 * @param inbound takes what an operator sends
 * @param binds where connections are entered once they are bound
 * @param eyes see what goes over them
 * @param firstPause after a connection failed; each further one is twice as long
 * @param longestPause the cap
 */
record Switchboard(
        Settings.Smpp settings,
        Executor executor,
        ScheduledExecutorService timer,
        UnaryOperator<Runnable> context,
        SSLSocketFactory tls,
        Function<LinkTerms, ServerMessageReceiverListener> inbound,
        Binds binds,
        Eyes eyes,
        Clock clock,
        RandomGenerator random,
        Duration firstPause,
        Duration longestPause) {

    /** The settings of a bind: what is agreed with the operator, and ours for the rest. */
    Settings.Smpp settingsOf(LinkTerms terms) {
        return new Settings.Smpp(
                settings.address(),
                settings.port(),
                settings.systemId(),
                settings.maxConnections(),
                settings.maxConnectionsPerAddress(),
                settings.bindTimeout(),
                settings.pduTimeout(),
                Duration.ofSeconds(terms.enquireLinkSeconds()),
                settings.responseTimeout(),
                terms.windowSize(),
                settings.workers(),
                settings.queue());
    }

    BackOff backOff() {
        return new BackOff(firstPause, longestPause, random);
    }
}
