package io.tokenline.smpp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Octets through a socket, which may encrypt them; what is done without waiting goes past it, as it is. */
final class SocketLayer implements Layer {

    private final SocketChannel channel;
    private final Socket socket;

    /**
     * A layer that waits at a socket.
     *
     * @param socket the channel's own, or one that encrypts what goes through that
     */
    SocketLayer(SocketChannel channel, Socket socket) {
        this.channel = channel;
        this.socket = socket;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public void send(byte[] octets) throws IOException {
        channel.write(ByteBuffer.wrap(octets));
    }

    @Override
    public InputStream input() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        socket.getOutputStream().write(octets, offset, length);
    }
}
