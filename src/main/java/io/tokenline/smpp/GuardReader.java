package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.PduCheck;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jsmpp.PDUReader;
import org.jsmpp.bean.Command;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of jSMPP's parser, which trusts lengths: it reads whole PDUs of a bounded size, each within a time,
 * answers what is badly built or unknown or refused, and lets only sound requests through.
 */
final class GuardReader implements PDUReader {

    /** The longest PDU of a bound peer, in octets. */
    static final int MAX_PDU = 32_768;

    private static final int BUFFER = 4_096;

    /** What we never do, and how we say so. */
    private static final Map<Integer, Integer> REFUSED = Map.of(
            CommandId.QUERY_SM, CommandStatus.QUERY_FAILED,
            CommandId.CANCEL_SM, CommandStatus.CANCEL_FAILED,
            CommandId.REPLACE_SM, CommandStatus.REPLACE_FAILED,
            CommandId.SUBMIT_MULTI, CommandStatus.SUBMIT_FAILED,
            CommandId.BROADCAST_SM, CommandStatus.COMMAND_ID,
            CommandId.QUERY_BROADCAST_SM, CommandStatus.COMMAND_ID,
            CommandId.CANCEL_BROADCAST_SM, CommandStatus.COMMAND_ID);

    private static final Set<Integer> HANDLED = Set.of(
            CommandId.BIND_RECEIVER,
            CommandId.BIND_TRANSMITTER,
            CommandId.BIND_TRANSCEIVER,
            CommandId.SUBMIT_SM,
            CommandId.DATA_SM,
            CommandId.UNBIND,
            CommandId.ENQUIRE_LINK);

    private final Wire wire;
    private final Side side;
    private final Duration pduTimeout;
    private final int idleMillis;
    private final Peer peer;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private byte[] pdu = {};

    /** What the guard needs of the session behind it. */
    interface Peer {
        /** Sends a PDU that is a header only. */
        void answer(int commandId, int status, int sequence) throws IOException;

        /** Takes a response to a request of ours, header and all; one that nobody waits for is dropped. */
        void responded(Command response, byte[] pdu);

        /** Whether the bind was accepted. */
        boolean bound();

        /** Notes that the peer sent something bad. */
        void complain(String what);
    }

    /**
     * A guard for one connection.
     *
     * @param pduTimeout from the first octet of a PDU to its last
     * @param idle silence between two PDUs after which the session asks whether the peer lives
     */
    GuardReader(Wire wire, Side side, Duration pduTimeout, Duration idle, Peer peer) {
        this.wire = wire;
        this.side = side;
        this.pduTimeout = pduTimeout;
        this.idleMillis = (int) idle.toMillis();
        this.peer = peer;
    }

    /** Whether this is a request that SMPP defines and a peer may send to us. */
    static boolean knows(int commandId) {
        return HANDLED.contains(commandId) || REFUSED.containsKey(commandId);
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws IOException {
        while (true) {
            pdu = turned(read(in));
            Command header = header(pdu);
            if (passes(header)) {
                return header;
            }
        }
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) {
        return pdu;
    }

    @Override
    public byte[] readPDU(DataInputStream in, int length, int id, int status, int sequence) {
        return pdu;
    }

    /** Behind the guard everybody is a message centre. */
    private byte[] turned(byte[] whole) {
        ByteBuffer buffer = ByteBuffer.wrap(whole);
        buffer.putInt(4, side.turned(buffer.getInt(4)));
        return whole;
    }

    private boolean passes(Command header) throws IOException {
        int id = header.getCommandId();
        int sequence = header.getSequenceNumber();
        if (CommandId.isResponse(id)) {
            peer.responded(header, pdu);
            return false;
        }
        if (CommandId.isWithoutResponse(id)) {
            return false;
        }
        if (!knows(id)) {
            peer.complain("an unknown command");
            peer.answer(CommandId.GENERIC_NACK, CommandStatus.COMMAND_ID, sequence);
            return false;
        }
        int status = statusOf(id);
        if (status != CommandStatus.OK || id == CommandId.ENQUIRE_LINK) {
            peer.answer(id | CommandId.RESPONSE, status, sequence);
            return false;
        }
        return true;
    }

    private int statusOf(int id) {
        if (id == CommandId.ENQUIRE_LINK || id == CommandId.UNBIND) {
            return CommandStatus.OK;
        }
        if (CommandId.isBind(id)) {
            return peer.bound() ? CommandStatus.ALREADY_BOUND : CommandStatus.OK;
        }
        if (!peer.bound()) {
            return CommandStatus.BIND_STATUS;
        }
        int refused = REFUSED.getOrDefault(id, CommandStatus.OK);
        int status = refused == CommandStatus.OK ? PduCheck.check(pdu) : refused;
        if (status != refused) {
            peer.complain("a badly built PDU, answered with 0x" + Integer.toHexString(status));
        }
        return status;
    }

    /** A time-out before the first octet is silence, and told as such; one after it ends the connection. */
    private byte[] read(DataInputStream in) throws IOException {
        if (position == limit) {
            refill(in);
        }
        long deadline = System.nanoTime() + pduTimeout.toNanos();
        byte[] length = new byte[Integer.BYTES];
        fill(in, length, 0, deadline);
        int size = PduCheck.int32(length, 0);
        if (size < PduCheck.HEADER || size > MAX_PDU) {
            peer.complain("a command_length of " + size);
            peer.answer(CommandId.GENERIC_NACK, CommandStatus.COMMAND_LENGTH, 0);
            throw new ProtocolException("command_length " + size);
        }
        byte[] whole = new byte[size];
        System.arraycopy(length, 0, whole, 0, length.length);
        fill(in, whole, length.length, deadline);
        wire.heard(whole);
        return whole;
    }

    /** To ask the system whether there is more would cost as much as to read it, so what comes is kept here. */
    private void fill(DataInputStream in, byte[] target, int from, long deadline) throws IOException {
        boolean hurried = false;
        int filled = from;
        try {
            while (filled < target.length) {
                if (position == limit) {
                    hurried = true;
                    wire.setSoTimeout(remainingMillis(deadline));
                    refill(in);
                }
                int part = Math.min(limit - position, target.length - filled);
                System.arraycopy(buffer, position, target, filled, part);
                position += part;
                filled += part;
            }
        } catch (SocketTimeoutException e) {
            throw late(e);
        } finally {
            if (hurried && wire.isOpen()) {
                wire.setSoTimeout(idleMillis);
            }
        }
    }

    private void refill(DataInputStream in) throws IOException {
        int read = in.read(buffer, 0, BUFFER);
        if (read < 0) {
            throw new EOFException();
        }
        position = 0;
        limit = read;
    }

    private int remainingMillis(long deadline) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw late(null);
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    private IOException late(@Nullable Exception cause) {
        peer.complain("a PDU that did not end in time");
        ProtocolException e = new ProtocolException("a PDU did not end in time");
        if (cause != null) {
            e.initCause(cause);
        }
        return e;
    }

    private static Command header(byte[] pdu) {
        Command header = new Command();
        header.setCommandLength(pdu.length);
        header.setCommandId(PduCheck.int32(pdu, 4));
        header.setCommandStatus(PduCheck.int32(pdu, 8));
        header.setSequenceNumber(PduCheck.int32(pdu, 12));
        return header;
    }
}
