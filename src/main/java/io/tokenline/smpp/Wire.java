package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.PduCheck;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
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
    private volatile Layer layer;
    private final InetAddress peer;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Out out = new Out();
    private volatile long writingSince;
    private volatile long heardAt = System.nanoTime();
    private volatile long messageAt = heardAt;
    private volatile Tap tap = Tap.NONE;
    private InputStream in = InputStream.nullInputStream();

    /**
     * Takes over an accepted channel.
     *
     * @param peer its address, which a closed channel no longer tells
     * @param onClose called once, when the connection ends for whatever reason
     */
    Wire(SocketChannel channel, InetAddress peer, Runnable onClose) throws IOException {
        this(channel, new SocketLayer(channel, channel.socket()), peer, onClose);
    }

    /** As above, over TLS or whatever else lies between. */
    Wire(SocketChannel channel, Layer layer, InetAddress peer, Runnable onClose) throws IOException {
        this.channel = channel;
        this.layer = layer;
        this.peer = peer;
        this.onClose = onClose;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    /** Whether an accepted connection goes through TLS. */
    boolean isEncrypted() {
        return layer instanceof TlsLayer;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Reads what has come, without waiting; negative at the end. Before the connection is a stream. */
    int read(ByteBuffer target) throws IOException {
        return layer.read(target);
    }

    /** Whether there is more to be read though the selector will not tell. */
    boolean hasMore() {
        return isOpen() && layer.hasMore();
    }

    /**
     * Leaves the selector: from now on this is a stream.
     *
     * @param unread octets to be read before those on the wire
     */
    void stream(byte[] unread) throws IOException {
        channel.configureBlocking(true);
        in = new SequenceInputStream(new ByteArrayInputStream(unread), new BufferedInputStream(layer.input(), BUFFER));
    }

    /** As {@link #stream}, through TLS; whatever the peer shows that is not trusted is an exception. */
    void secure(SSLSocketFactory tls, String host) throws IOException {
        channel.configureBlocking(true);
        SSLSocket secured = (SSLSocket) tls.createSocket(channel.socket(), host, getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate must name the host
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        layer = new SocketLayer(channel, secured);
        in = new BufferedInputStream(layer.input(), BUFFER);
    }

    /** Puts octets before those that are read next. */
    void unread(byte[] octets) {
        in = new SequenceInputStream(new ByteArrayInputStream(octets), in);
    }

    /** Sends a short PDU without waiting, before the connection is a stream; what the peer does not take is lost. */
    void send(byte[] pdu) {
        try {
            layer.send(pdu);
        } catch (IOException e) {
            close();
        }
    }

    /** Whether a write has been waiting for the peer for longer than this. */
    boolean stuck(Duration limit) {
        long since = writingSince;
        return since != 0 && System.nanoTime() - since > limit.toNanos();
    }

    /** Shows every PDU from now on to somebody. */
    void tap(Tap eyes) {
        tap = eyes;
    }

    /** Notes a whole PDU that was read. */
    void heard(byte[] pdu) {
        heardAt = System.nanoTime();
        note(pdu);
        tap.received(pdu);
    }

    /** How long nothing has been read. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    /** How long there has been nothing but questions whether the other side lives. */
    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - messageAt);
    }

    private void note(byte[] pdu) {
        if ((PduCheck.int32(pdu, 4) & ~CommandId.RESPONSE) != CommandId.ENQUIRE_LINK) {
            messageAt = System.nanoTime();
        }
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
        channel.socket().setSoTimeout(timeout);
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
                layer.write(octets, offset, length);
            } finally {
                writingSince = 0;
            }
            if (length >= PduCheck.HEADER) {
                byte[] pdu = Arrays.copyOfRange(octets, offset, offset + length);
                note(pdu);
                tap.sent(pdu);
            }
        }
    }
}
