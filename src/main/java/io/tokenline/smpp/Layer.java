package io.tokenline.smpp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * How the octets of a wire reach the network: as they are, or through TLS. First it is read without waiting, then, once
 * {@link #input} was called, as a stream.
 */
interface Layer {

    /** Reads what has come, without waiting; negative at the end. */
    int read(ByteBuffer target) throws IOException;

    /** Whether there is more to be read though nothing comes. */
    boolean hasMore();

    /** Sends a few octets without waiting; where the network does not take them, it throws. */
    void send(byte[] octets) throws IOException;

    /** What comes from now on, waited for up to the socket's time-out. */
    InputStream input() throws IOException;

    /** Sends octets and waits until the network has taken them; one caller at a time. */
    void write(byte[] octets, int offset, int length) throws IOException;
}
