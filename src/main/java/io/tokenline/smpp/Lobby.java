package io.tokenline.smpp;

import io.tokenline.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where connections stay until they ask to be bound. One thread watches them all, so a stranger who connects and says
 * nothing costs a socket and half a kilobyte, and no thread.
 */
final class Lobby {

    private static final Logger LOG = LoggerFactory.getLogger(Lobby.class);
    private static final int BACKLOG = 512;
    private static final long TICK_MILLIS = 100;
    /** After a failed accept, most often for want of file descriptors: the next one would fail at once, too. */
    private static final long PAUSE_NANOS = 50_000_000L;

    private static final long LOG_EVERY_NANOS = 10_000_000_000L;

    private final Settings.Smpp settings;
    private final Function<SocketChannel, Layer> layers;
    private final Consumer<Arrival> reception;
    private final BooleanSupplier outbinds;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final List<Arrival> leaving = new ArrayList<>();
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private int connections;
    private int turnedAway;
    private long lastLog = System.nanoTime() - LOG_EVERY_NANOS;
    private volatile boolean open = true;
    private volatile boolean watched;

    /**
     * Opens the port; an address or port that cannot be had is an exception.
     *
     * @param reception is handed each connection that asked to be bound, or to be bound to; it must not block
     * @param outbinds whether the latter means anything here
     */
    Lobby(Settings.Smpp settings, Consumer<Arrival> reception, BooleanSupplier outbinds) throws IOException {
        this(settings, settings.port(), channel -> new SocketLayer(channel, channel.socket()), reception, outbinds);
    }

    /**
     * As above, on another port.
     *
     * @param layers what lies between the octets of a connection and the network
     */
    Lobby(
            Settings.Smpp settings,
            int port,
            Function<SocketChannel, Layer> layers,
            Consumer<Arrival> reception,
            BooleanSupplier outbinds)
            throws IOException {
        this.settings = settings;
        this.layers = layers;
        this.reception = reception;
        this.outbinds = outbinds;
        this.selector = Selector.open();
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(settings.address(), port), BACKLOG);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            channel.close();
            selector.close();
            throw e;
        }
        this.server = channel;
    }

    /** The port that was opened. */
    int port() {
        return server.socket().getLocalPort();
    }

    /** Whether the port is open and watched. */
    boolean isOpen() {
        return open && server.isOpen();
    }

    /** Connections that are open now, bound or not. */
    synchronized int connections() {
        return connections;
    }

    /** Watches the port until {@link #close()}. */
    void watch() {
        watched = true;
        try {
            while (open) {
                selector.select(this::handle, TICK_MILLIS);
                selector.keys().forEach(this::expire);
                handOver();
            }
        } catch (IOException | ClosedSelectorException e) {
            if (open) {
                LOG.error("TKL-1002 the SMPP port failed", e);
            }
        } finally {
            open = false;
            release();
        }
    }

    /** Closes the port and every connection that is not bound. */
    void close() {
        open = false;
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("closing the SMPP port", e);
        }
        if (watched) {
            selector.wakeup();
        } else {
            release();
        }
    }

    /** On the watching thread, or where there is none: the keys of a selector belong to one thread. */
    private void release() {
        try {
            server.close();
            if (selector.isOpen()) {
                selector.keys().forEach(key -> {
                    if (key.attachment() instanceof Arrival arrival) {
                        arrival.wire().close();
                    }
                });
                leaving.forEach(arrival -> arrival.wire().close());
                selector.close();
            }
        } catch (IOException | ClosedSelectorException e) {
            LOG.debug("closing the SMPP port", e);
        }
    }

    private void handle(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
        } else if (key.attachment() instanceof Arrival arrival) {
            listen(key, arrival);
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                welcome(channel);
            }
        } catch (IOException e) {
            if (open) {
                logSometimes("TKL-1004 no connection can be accepted: " + e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        InetAddress address = channel.socket().getInetAddress();
        if (address == null || !enter(address)) {
            channel.close();
            return;
        }
        Wire wire;
        try {
            wire = new Wire(channel, layers.apply(channel), address, () -> leave(address));
        } catch (IOException | RuntimeException e) {
            channel.close();
            leave(address);
            return;
        }
        try {
            Arrival arrival = new Arrival(wire, settings.bindTimeout(), outbinds);
            channel.register(selector, SelectionKey.OP_READ, arrival);
        } catch (IOException | RuntimeException e) {
            wire.close();
        }
    }

    private void listen(SelectionKey key, Arrival arrival) {
        if (arrival.read() == Arrival.State.BIND) {
            key.cancel();
            leaving.add(arrival);
        }
    }

    private void expire(SelectionKey key) {
        if (key.attachment() instanceof Arrival arrival && arrival.late()) {
            LOG.debug("TKL-1005 no bind from {} in time", arrival.wire().getInetAddress());
            arrival.wire().close();
        }
    }

    /** A channel may block again only when the selector has forgotten it, which takes another selection. */
    private void handOver() throws IOException {
        if (leaving.isEmpty()) {
            return;
        }
        List<Arrival> ready = List.copyOf(leaving);
        leaving.clear();
        selector.selectNow(this::handle);
        for (Arrival arrival : ready) {
            try {
                reception.accept(arrival);
            } catch (RuntimeException e) {
                LOG.error("TKL-1006 a bind could not be handled", e);
                arrival.wire().close();
            }
        }
    }

    private synchronized boolean enter(InetAddress address) {
        int ofAddress = perAddress.getOrDefault(address, 0);
        if (connections >= settings.maxConnections() || ofAddress >= settings.maxConnectionsPerAddress()) {
            turnedAway++;
            logSometimes("TKL-1007 connections turned away: " + turnedAway + ", the last from "
                    + address.getHostAddress() + " which has " + ofAddress + " of " + connections);
            return false;
        }
        connections++;
        perAddress.put(address, ofAddress + 1);
        return true;
    }

    private synchronized void leave(InetAddress address) {
        connections--;
        perAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
    }

    private void logSometimes(String line) {
        long now = System.nanoTime();
        if (now - lastLog >= LOG_EVERY_NANOS) {
            lastLog = now;
            LOG.warn(line);
        }
    }
}
