package io.tokenline.smpp;

import io.tokenline.Secret;
import io.tokenline.smpp.codec.BindPdu;
import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.PduCheck;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects to an operator's gateway and asks to be bound. It blocks its thread, for at most a time each to connect and to
 * be answered.
 *
 * @param terms whom to connect to, and as whom
 * @param tls for connections that are to be encrypted
 * @param timeout for each of the two steps
 */
record Dial(LinkTerms terms, SSLSocketFactory tls, Duration timeout) {

    private static final int SEQUENCE = 1;
    private static final int LONGEST_RESPONSE = 512;
    private static final int MAX_PDUS = 16;

    /** The gateway's no. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status) {
            super("the bind was refused with status 0x" + Integer.toHexString(status));
            this.status = status;
        }

        /** The command_status of the response. */
        int status() {
            return status;
        }
    }

    /**
     * A connection that is bound.
     *
     * @param peer what the gateway may do on it
     * @throws Refused where the gateway says no
     */
    Wire bind(BindKind peer, Secret password) throws IOException {
        Wire wire = connect();
        try {
            wire.setSoTimeout((int) timeout.toMillis());
            if (terms.tls()) {
                wire.secure(tls, terms.host());
            } else {
                wire.stream(new byte[0]);
            }
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
        return bind(wire, peer, password);
    }

    /** As above, over a connection that is a stream; where it does not become bound, it is closed. */
    Wire bind(Wire wire, BindKind peer, Secret password) throws IOException {
        try {
            int command = peer.counterpart().command();
            wire.getOutputStream().write(request(command, password));
            awaitResponse(wire, command);
            return wire;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private Wire connect() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            InetSocketAddress address = new InetSocketAddress(terms.host(), terms.port());
            channel.socket().connect(address, (int) timeout.toMillis());
            return new Wire(channel, channel.socket().getInetAddress(), () -> {});
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private byte[] request(int command, Secret password) {
        return BindPdu.request(
                command,
                SEQUENCE,
                terms.systemId(),
                password.value(),
                terms.systemType(),
                terms.addressTon(),
                terms.addressNpi(),
                terms.addressRange());
    }

    /** A gateway may ask whether we live before it answers; anything else it may not say yet. */
    private void awaitResponse(Wire wire, int command) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        DataInputStream in = new DataInputStream(wire.getInputStream());
        for (int pdus = 0; pdus < MAX_PDUS; pdus++) {
            byte[] pdu = read(in, wire, deadline);
            int id = PduCheck.int32(pdu, 4);
            int status = PduCheck.int32(pdu, 8);
            if (id == CommandId.ENQUIRE_LINK) {
                int sequence = PduCheck.int32(pdu, 12);
                wire.getOutputStream().write(DeliverSm.pdu(id | CommandId.RESPONSE, CommandStatus.OK, sequence));
            } else if (id == (command | CommandId.RESPONSE) && status == CommandStatus.OK) {
                return;
            } else if (CommandId.isResponse(id)) {
                throw new Refused(status == CommandStatus.OK ? CommandStatus.COMMAND_ID : status);
            }
        }
        throw new ProtocolException("no bind response came, but other things");
    }

    private static byte[] read(DataInputStream in, Wire wire, long deadline) throws IOException {
        byte[] length = new byte[4];
        fill(in, length, 0, wire, deadline);
        int size = PduCheck.int32(length, 0);
        if (size < PduCheck.HEADER || size > LONGEST_RESPONSE) {
            throw new ProtocolException("what came is no SMPP");
        }
        byte[] pdu = Arrays.copyOf(length, size);
        fill(in, pdu, length.length, wire, deadline);
        return pdu;
    }

    private static void fill(DataInputStream in, byte[] target, int from, Wire wire, long deadline) throws IOException {
        for (int position = from; position < target.length; ) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("no bind response came in time");
            }
            wire.setSoTimeout((int) left);
            int read = in.read(target, position, target.length - position);
            if (read < 0) {
                throw new IOException("the gateway closed the connection instead of a bind response");
            }
            position += read;
        }
    }
}
