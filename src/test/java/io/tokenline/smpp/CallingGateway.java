package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.Pdus;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** An operator's gateway that connects to a whole server and asks to be bound to; one connection at a time. */
public final class CallingGateway implements AutoCloseable {

    private final int port;
    private @Nullable RawPeer connection;

    /** A gateway that has not called. */
    public CallingGateway(int port) {
        this.port = port;
    }

    /** Calls, and says yes to a bind; whether one came. */
    public boolean isBoundTo(String systemId, String password) {
        try {
            close();
            RawPeer calling = new RawPeer(port);
            connection = calling;
            RawPeer.Pdu bind = calling.send(Pdus.outbind(systemId, password)).read();
            calling.send(DeliverSm.pdu(
                    bind.id() | CommandId.RESPONSE, CommandStatus.OK, bind.sequence(), new byte[] {'g', 0}));
            return bind.id() == CommandId.BIND_TRANSCEIVER;
        } catch (EOFException | SocketException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers what it is asked; whether the other side unbinds. */
    public boolean isLetGo() {
        RawPeer current = connection;
        if (current == null) {
            return false;
        }
        try {
            RawPeer.Pdu asked = current.read();
            current.send(DeliverSm.pdu(asked.id() | CommandId.RESPONSE, CommandStatus.OK, asked.sequence()));
            return asked.id() == CommandId.UNBIND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        RawPeer current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }
}
