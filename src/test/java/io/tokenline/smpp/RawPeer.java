package io.tokenline.smpp;

import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.PduCheck;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A peer that writes any octets and reads PDUs one by one, with a deadline. */
final class RawPeer implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    /** A PDU that was read. */
    record Pdu(int id, int status, int sequence, String hex) {

        boolean contains(String hexPart) {
            return hex.contains(hexPart);
        }
    }

    RawPeer(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Over a connection of the test's own. */
    RawPeer(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(6_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    RawPeer send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        return this;
    }

    Pdu bind(int commandId, String systemId, String password) throws IOException {
        send(Pdus.bind(commandId, 1, systemId, password, 0x34));
        return read();
    }

    /** A step of a dialog in short_message. */
    RawPeer step(int sequence, int operation, int session, String text) throws IOException {
        return send(Pdus.submit(
                sequence,
                "254700000001",
                "120",
                text.getBytes(StandardCharsets.US_ASCII),
                new Tlv(Tlv.USSD_SERVICE_OP, new byte[] {(byte) operation}),
                new Tlv(Tlv.ITS_SESSION_INFO, new byte[] {(byte) (session >> 8), (byte) session})));
    }

    Pdu read() throws IOException {
        byte[] length = new byte[4];
        in.readFully(length);
        byte[] pdu = Arrays.copyOf(length, PduCheck.int32(length, 0));
        in.readFully(pdu, 4, pdu.length - 4);
        return new Pdu(
                PduCheck.int32(pdu, 4),
                PduCheck.int32(pdu, 8),
                PduCheck.int32(pdu, 12),
                HexFormat.of().formatHex(pdu, 16, pdu.length));
    }

    /** Answers a deliver_sm. */
    void accept(Pdu deliver, int status) throws IOException {
        send(DeliverSm.pdu(0x80000005, status, deliver.sequence(), (byte) 0));
    }

    /** Whether the other side ends the connection, whatever it says before. */
    boolean isClosedByPeer() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException | SocketException e) {
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Whether the other side ends the connection without a PDU more. */
    boolean endsWithoutAWord() throws IOException {
        try {
            read();
            return false;
        } catch (EOFException | SocketException e) {
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
