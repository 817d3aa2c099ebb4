package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * One bind of the gateway: what its customers type goes out, what comes is checked and acknowledged. All that one read
 * brought is answered by one write, so that the gateway costs little beside the server.
 */
final class GatewayBind implements AutoCloseable {

    private static final int BUFFER = 65_536;
    private static final int USSD_OPERATION_MENU = 0x02;
    private static final int USSD_OPERATION_LAST = 0x11;
    private static final int DELIVER_SM_RESP_LENGTH = 17;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
    private final Phone[] phones;
    private final GatewayLoad load;
    private int requests;

    GatewayBind(int port, List<Phone> phones, GatewayLoad load) throws IOException {
        this.phones = phones.toArray(Phone[]::new);
        this.load = load;
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        out.put(Pdus.bind(CommandId.BIND_TRANSCEIVER, 1, GatewayLoad.SYSTEM_ID, "secret", 0x34));
        flush();
        while (in.position() < Integer.BYTES || in.position() < in.getInt(0)) {
            read();
        }
        check(in.getInt(8) == CommandStatus.OK, "the bind is refused");
        in.clear();
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    /** The customer with this number on this bind. */
    Phone phone(int place) {
        return phones[place];
    }

    /** Puts the next step of a customer into the buffer. */
    void step(Phone phone) {
        int number = ++requests * phones.length + phone.place();
        out.put(phone.next(number));
    }

    /** Sends what is in the buffer; the server reads all the time, so this does not wait for long. */
    void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    /** Takes what has come and answers it. */
    void take() throws IOException {
        read();
        long now = System.nanoTime();
        in.flip();
        while (in.remaining() >= Integer.BYTES && in.remaining() >= in.getInt(in.position())) {
            int start = in.position();
            int length = in.getInt(start);
            pdu(start, start + length, now);
            in.position(start + length);
        }
        in.compact();
        flush();
    }

    private void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server has ended a bind");
        }
    }

    private void pdu(int start, int end, long now) {
        int id = in.getInt(start + 4);
        int status = in.getInt(start + 8);
        int number = in.getInt(start + 12);
        switch (id) {
            case CommandId.SUBMIT_SM | CommandId.RESPONSE -> {
                check(status == CommandStatus.OK, "a step is refused");
                phones[number % phones.length].acknowledged();
            }
            case CommandId.DELIVER_SM -> {
                Phone phone = screen(start, end);
                out.putInt(DELIVER_SM_RESP_LENGTH)
                        .putInt(CommandId.DELIVER_SM | CommandId.RESPONSE)
                        .putInt(CommandStatus.OK)
                        .putInt(number)
                        .put((byte) 0);
                load.shown(this, phone, now);
            }
            case CommandId.ENQUIRE_LINK -> out.put(
                    DeliverSm.pdu(CommandId.ENQUIRE_LINK | CommandId.RESPONSE, CommandStatus.OK, number));
            default -> check(CommandId.isResponse(id), "an unexpected command comes");
        }
    }

    /** The customer whom a deliver_sm is for; it must be what he waits for. */
    private Phone screen(int start, int end) {
        int source = afterString(start + 16) + 2;
        int destination = afterString(source) + 2;
        int rest = afterString(destination);
        int length = afterString(afterString(rest + 3)) + 4;
        int textLength = in.get(length) & 0xFF;
        int operation = -1;
        int session = -1;
        for (int at = length + 1 + textLength; at < end; at += 4 + in.getShort(at + 2)) {
            int tag = in.getShort(at) & 0xFFFF;
            operation = tag == Tlv.USSD_SERVICE_OP ? in.get(at + 4) : operation;
            session = tag == Tlv.ITS_SESSION_INFO ? in.get(at + 4) & 0xFF : session;
        }
        int place = (in.get(rest - 3) - '0') * 10 + in.get(rest - 2) - '0';
        Phone phone = phones[place];
        phone.shown(session, textLength, operation == USSD_OPERATION_LAST);
        check(operation == USSD_OPERATION_LAST || operation == USSD_OPERATION_MENU, "a screen has no operation");
        return phone;
    }

    private int afterString(int from) {
        int at = from;
        while (in.get(at) != 0) {
            at++;
        }
        return at + 1;
    }

    static void check(boolean sound, String otherwise) {
        if (!sound) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
