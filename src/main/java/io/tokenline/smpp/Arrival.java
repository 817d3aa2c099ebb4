package io.tokenline.smpp;

import io.tokenline.smpp.codec.BindPdu;
import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.PduCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** A connection that is not bound: it may bind, unbind and ask whether we live, in PDUs of at most 512 octets. */
final class Arrival {

    /** How far it has come. */
    enum State {
        /** More octets are needed. */
        WAITING,
        /** It asks to be bound, or to be bound to. */
        BIND,
        /** It is closed. */
        CLOSED
    }

    private static final int LIMIT = 512;
    private static final int MAX_PDUS = 16;

    private final Wire wire;
    private final BooleanSupplier outbinds;
    private final long deadline;
    private final ByteBuffer buffer = ByteBuffer.allocate(LIMIT);
    private int pdus;
    private byte[] request = {};

    /**
     * A connection that has just been accepted.
     *
     * @param outbinds whether an outbind means anything here; where it does not, we are silent
     */
    Arrival(Wire wire, Duration bindTimeout, BooleanSupplier outbinds) {
        this.wire = wire;
        this.outbinds = outbinds;
        this.deadline = System.nanoTime() + bindTimeout.toNanos();
    }

    Wire wire() {
        return wire;
    }

    boolean late() {
        return System.nanoTime() - deadline > 0;
    }

    /** Whether it asks to be bound to, in a PDU that nobody has checked; only in state BIND. */
    boolean isOutbind() {
        return PduCheck.int32(request, 4) == CommandId.OUTBIND;
    }

    /** The PDU that asks; only in state BIND. */
    byte[] request() {
        return request.clone();
    }

    /** What the bind says; only in state BIND. */
    BindPdu bind() {
        return BindPdu.parse(request);
    }

    /** What came after the bind. */
    byte[] rest() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Answers the bind with an error and closes; an outbind has no answer. */
    void refuse(int status) {
        if (!isOutbind()) {
            wire.send(DeliverSm.pdu(
                    PduCheck.int32(request, 4) | CommandId.RESPONSE, status, PduCheck.int32(request, 12)));
        }
        wire.close();
    }

    /** Takes what the peer sent and answers what can be answered without a bind. */
    State read() {
        State state = readOnce();
        while (state == State.WAITING && wire.hasMore()) {
            state = readOnce();
        }
        return state;
    }

    private State readOnce() {
        try {
            if (wire.read(buffer) < 0) {
                return close();
            }
        } catch (IOException e) {
            return close();
        }
        State state = State.WAITING;
        while (state == State.WAITING && buffer.position() >= 4) {
            int length = buffer.getInt(0);
            if (length < PduCheck.HEADER || length > LIMIT) {
                wire.send(DeliverSm.pdu(CommandId.GENERIC_NACK, CommandStatus.COMMAND_LENGTH, 0));
                return close();
            }
            if (buffer.position() < length) {
                break;
            }
            state = handle(take(length));
        }
        return state;
    }

    private byte[] take(int length) {
        byte[] pdu = Arrays.copyOf(buffer.array(), length);
        buffer.flip().position(length);
        buffer.compact();
        return pdu;
    }

    private State handle(byte[] pdu) {
        int id = PduCheck.int32(pdu, 4);
        int sequence = PduCheck.int32(pdu, 12);
        int status = PduCheck.check(pdu);
        if (++pdus > MAX_PDUS) {
            return close();
        }
        if (id == CommandId.OUTBIND && outbinds.getAsBoolean()) {
            request = pdu;
            return State.BIND;
        }
        if (CommandId.isResponse(id) || CommandId.isWithoutResponse(id)) {
            return State.WAITING;
        }
        if (CommandId.isBind(id) && status == CommandStatus.OK) {
            request = pdu;
            return State.BIND;
        }
        if (CommandId.isBind(id)) {
            request = pdu;
            refuse(status);
            return State.CLOSED;
        }
        if (id == CommandId.ENQUIRE_LINK || id == CommandId.UNBIND) {
            wire.send(DeliverSm.pdu(id | CommandId.RESPONSE, CommandStatus.OK, sequence));
            return id == CommandId.UNBIND ? close() : State.WAITING;
        }
        if (GuardReader.knows(id)) {
            wire.send(DeliverSm.pdu(id | CommandId.RESPONSE, CommandStatus.BIND_STATUS, sequence));
        } else {
            wire.send(DeliverSm.pdu(CommandId.GENERIC_NACK, CommandStatus.COMMAND_ID, sequence));
        }
        return State.WAITING;
    }

    private State close() {
        wire.close();
        return State.CLOSED;
    }
}
