package io.tokenline.smpp;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.connection.Connection;

/**
 * One TCP connection of a peer: without a thread while the lobby watches it, a blocking stream once it is bound. It
 * knows since when a write has been stuck, so that a peer that does not read can be cut off.
 */
final class Wire implements Connection {

    private static final int BUFFER = 8_192;

    private final SocketChannel channel;
    private final InetAddress peer;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Out out = new Out();
    private volatile long writingSince;
    private volatile Socket socket;
    private InputStream in = InputStream.nullInputStream();

    /**
     * Takes over an accepted channel.
     *
     * @param peer its address, which a closed channel no longer tells
     * @param onClose called once, when the connection ends for whatever reason
     */
    Wire(SocketChannel channel, InetAddress peer, Runnable onClose) throws IOException {
        this.channel = channel;
        this.socket = channel.socket();
        this.peer = peer;
        this.onClose = onClose;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    SocketChannel channel() {
        return channel;
    }

    /**
     * Leaves the selector: from now on this is a stream.
     *
     * @param unread octets to be read before those on the wire
     */
    void stream(byte[] unread) throws IOException {
        channel.configureBlocking(true);
        in = new SequenceInputStream(
                new ByteArrayInputStream(unread),
                new BufferedInputStream(channel.socket().getInputStream(), BUFFER));
    }

    /** As {@link #stream}, through TLS; whatever the peer shows that is not trusted is an exception. */
    void secure(SSLSocketFactory tls, String host) throws IOException {
        channel.configureBlocking(true);
        SSLSocket secured = (SSLSocket) tls.createSocket(channel.socket(), host, getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate must name the host
        secured.setSSLParameters(parameters);
        socket = secured;
        secured.startHandshake();
        in = new BufferedInputStream(secured.getInputStream(), BUFFER);
    }

    /** Puts octets before those that are read next. */
    void unread(byte[] octets) {
        in = new SequenceInputStream(new ByteArrayInputStream(octets), in);
    }

    /** Sends a short PDU without waiting, before the connection is a stream; what the peer does not take is lost. */
    void send(byte[] pdu) {
        try {
            channel.write(ByteBuffer.wrap(pdu));
        } catch (IOException e) {
            close();
        }
    }

    /** Whether a write has been waiting for the peer for longer than this. */
    boolean stuck(Duration limit) {
        long since = writingSince;
        return since != 0 && System.nanoTime() - since > limit.toNanos();
    }

    @Override
    public boolean isOpen() {
        return !closed.get();
    }

    @Override
    public InetAddress getInetAddress() {
        return peer;
    }

    @Override
    public InetAddress getLocalAddress() {
        return channel.socket().getLocalAddress();
    }

    @Override
    public int getPort() {
        return channel.socket().getPort();
    }

    @Override
    public int getLocalPort() {
        return channel.socket().getLocalPort();
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public void setSoTimeout(int timeout) throws IOException {
        socket.setSoTimeout(timeout);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                channel.close();
            } catch (IOException e) {
                // the peer is gone already; there is nothing left to release
            } finally {
                onClose.run();
            }
        }
    }

    /** One PDU a write; a PDU is never torn by another. */
    private final class Out extends OutputStream {

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] octets, int offset, int length) throws IOException {
            writingSince = System.nanoTime() | 1;
            try {
                socket.getOutputStream().write(octets, offset, length);
            } finally {
                writingSince = 0;
            }
        }
    }
}
