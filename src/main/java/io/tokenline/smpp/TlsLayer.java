package io.tokenline.smpp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a channel. The handshake is made by whoever reads, without waiting while the lobby watches, so that a
 * handshake that stops in the middle costs no thread. Buffers grow as records come; a record has at most 16 KiB.
 */
final class TlsLayer implements Layer {

    private static final int FIRST_BUFFER = 2_048;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** In TLS 1.2 a peer can ask for a new handshake as often as he likes; ours are made once. */
    private static final String RENEGOTIATING = "TLSv1.2";

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final Object writing = new Object();

    /** Ciphertext that came, ready to be filled. */
    private ByteBuffer encrypted = ByteBuffer.allocate(FIRST_BUFFER);
    /** Plaintext that was not read yet, ready to be drained. */
    private ByteBuffer plain = NOTHING;

    private @Nullable ByteBuffer outgoing;
    private boolean established;
    private boolean ended;

    /**
     * A server's or a client's side of TLS.
     *
     * @param engine that nothing was done with yet
     */
    TlsLayer(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!plain.hasRemaining() && !ended) {
            makeRoom();
            ended = channel.read(encrypted) < 0;
            unwrap();
        }
        int taken = Math.min(plain.remaining(), target.remaining());
        target.put(plain.slice().limit(taken));
        plain.position(plain.position() + taken);
        return taken == 0 && ended ? -1 : taken;
    }

    @Override
    public boolean hasMore() {
        return plain.hasRemaining();
    }

    @Override
    public void send(byte[] octets) throws IOException {
        write(octets, 0, octets.length);
    }

    @Override
    public InputStream input() throws IOException {
        return new Plaintext(channel.socket().getInputStream());
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(octets, offset, length);
        while (source.hasRemaining()) {
            if (wrap(source).bytesProduced() == 0) {
                throw new SSLException("the TLS connection is not open");
            }
        }
    }

    /** Makes plaintext of what came, and answers what the handshake asks for. */
    private void unwrap() throws IOException {
        encrypted.flip();
        ByteBuffer filling = plain.capacity() == 0 ? ByteBuffer.allocate(FIRST_BUFFER) : plain.compact();
        try {
            boolean more = true;
            while (more) {
                SSLEngineResult result = engine.unwrap(encrypted, filling);
                more = result.getStatus() == Status.BUFFER_OVERFLOW
                        || (result.getStatus() == Status.OK && encrypted.hasRemaining() && progressed(result));
                if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                    filling = grown(filling, engine.getSession().getApplicationBufferSize());
                } else if (result.getStatus() != Status.BUFFER_UNDERFLOW) {
                    ended |= result.getStatus() == Status.CLOSED;
                    settle();
                }
            }
        } catch (SSLException e) {
            sayWhy();
            throw e;
        } finally {
            encrypted.compact();
            plain = filling.flip();
        }
    }

    private static boolean progressed(SSLEngineResult result) {
        return result.bytesConsumed() > 0 || result.bytesProduced() > 0;
    }

    private void settle() throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (established
                && isHandshake(status)
                && engine.getSession().getProtocol().equals(RENEGOTIATING)
                && !engine.isInboundDone()) {
            throw new SSLException("a second handshake");
        }
        while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
            if (status == HandshakeStatus.NEED_TASK) {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            } else if (wrap(NOTHING.duplicate()).getStatus() == Status.CLOSED) {
                return;
            }
            status = engine.getHandshakeStatus();
        }
        established |= status == HandshakeStatus.NOT_HANDSHAKING;
    }

    private static boolean isHandshake(HandshakeStatus status) {
        return status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP;
    }

    /** Records go out in the order in which they were made. */
    private SSLEngineResult wrap(ByteBuffer source) throws IOException {
        synchronized (writing) {
            ByteBuffer target = outgoing == null
                    ? ByteBuffer.allocate(engine.getSession().getPacketBufferSize())
                    : outgoing.clear();
            SSLEngineResult result = engine.wrap(source, target);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                target = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
                result = engine.wrap(source, target);
            }
            outgoing = target;
            target.flip();
            while (target.hasRemaining()) {
                if (channel.write(target) == 0) {
                    throw new IOException("the peer does not read");
                }
            }
            return result;
        }
    }

    /** The alert that tells the peer what was wrong, where it can still be told. */
    private void sayWhy() {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                wrap(NOTHING.duplicate());
            }
        } catch (IOException e) {
            ended = true; // it was the courtesy of a last word
        }
    }

    private void makeRoom() throws IOException {
        if (encrypted.hasRemaining()) {
            return;
        }
        int most = engine.getSession().getPacketBufferSize();
        if (encrypted.capacity() >= most) {
            throw new SSLException("a record is too long");
        }
        ByteBuffer larger = ByteBuffer.allocate(Math.min(most, encrypted.capacity() * 2));
        encrypted = larger.put(encrypted.flip());
    }

    private static ByteBuffer grown(ByteBuffer filling, int needed) {
        return ByteBuffer.allocate(filling.position() + needed).put(filling.flip());
    }

    /** What the peer said, waited for. A time-out in the middle of a record loses nothing. */
    private final class Plaintext extends InputStream {

        private final InputStream raw;

        Plaintext(InputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            unwrapIfEmpty();
            while (!plain.hasRemaining()) {
                if (ended) {
                    return -1;
                }
                makeRoom();
                int got = raw.read(encrypted.array(), encrypted.position(), encrypted.remaining());
                if (got < 0) {
                    ended = true;
                    return -1;
                }
                encrypted.position(encrypted.position() + got);
                unwrap();
            }
            int taken = Math.min(length, plain.remaining());
            plain.get(target, offset, taken);
            return taken;
        }

        private void unwrapIfEmpty() throws IOException {
            if (!plain.hasRemaining() && encrypted.position() > 0 && !ended) {
                unwrap();
            }
        }

        @Override
        public int available() {
            return plain.remaining();
        }
    }
}
