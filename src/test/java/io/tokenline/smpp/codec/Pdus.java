package io.tokenline.smpp.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** PDUs made by hand for tests, sound or as broken as asked. */
public final class Pdus {

    private Pdus() {}

    /** A bind of any kind. */
    public static byte[] bind(int commandId, int sequence, String systemId, String password, int version) {
        return bind(commandId, sequence, systemId, password, "", version);
    }

    /** A bind that says what kind of system it comes from. */
    public static byte[] bind(
            int commandId, int sequence, String systemId, String password, String systemType, int version) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, systemId);
        string(body, password);
        string(body, systemType);
        body.write(version);
        body.writeBytes(new byte[] {0, 0});
        string(body, "");
        return pdu(commandId, sequence, body.toByteArray());
    }

    /** An outbind. */
    public static byte[] outbind(String systemId, String password) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, systemId);
        string(body, password);
        return pdu(CommandId.OUTBIND, 1, body.toByteArray());
    }

    /** The same message as the other side sends it. */
    public static byte[] deliver(byte[] submit) {
        return ByteBuffer.wrap(submit.clone()).putInt(4, CommandId.DELIVER_SM).array();
    }

    /** An enquire_link. */
    public static byte[] enquireLink(int sequence) {
        return pdu(CommandId.ENQUIRE_LINK, sequence, new byte[0]);
    }

    /** A submit_sm in data coding 0x0F. */
    public static byte[] submit(int sequence, String source, String destination, byte[] text, Tlv... parameters) {
        return submit(sequence, source, destination, 0, 0x0F, text, parameters);
    }

    /** A submit_sm. */
    public static byte[] submit(
            int sequence, String source, String destination, int esmClass, int coding, byte[] text, Tlv... parameters) {
        ByteArrayOutputStream body = addresses("USSD", source, destination);
        body.write(esmClass);
        body.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, (byte) coding, 0, (byte) text.length});
        body.writeBytes(text);
        return pdu(CommandId.SUBMIT_SM, sequence, with(body, parameters));
    }

    /** A submit_sm of any service_type. */
    public static byte[] submit(
            int sequence, String serviceType, String source, String destination, byte[] text, List<Tlv> parameters) {
        ByteArrayOutputStream body = addresses(serviceType, source, destination);
        body.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) text.length});
        body.writeBytes(text);
        return pdu(CommandId.SUBMIT_SM, sequence, with(body, parameters.toArray(Tlv[]::new)));
    }

    /** A data_sm in data coding 0x0F. */
    public static byte[] data(int sequence, String source, String destination, Tlv... parameters) {
        ByteArrayOutputStream body = addresses("USSD", source, destination);
        body.writeBytes(new byte[] {0, 0, 0x0F});
        return pdu(CommandId.DATA_SM, sequence, with(body, parameters));
    }

    /** A submit_sm of one octet of text and no parameters that claims another sm_length. */
    public static byte[] withMessageLength(byte[] submit, int length) {
        byte[] copy = submit.clone();
        copy[copy.length - 2] = (byte) length;
        return copy;
    }

    /** Any PDU. */
    public static byte[] pdu(int commandId, int sequence, byte[] body) {
        return DeliverSm.pdu(commandId, 0, sequence, body);
    }

    private static ByteArrayOutputStream addresses(String serviceType, String source, String destination) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, serviceType);
        body.writeBytes(new byte[] {1, 1});
        string(body, source);
        body.writeBytes(new byte[] {0, 1});
        string(body, destination);
        return body;
    }

    private static byte[] with(ByteArrayOutputStream body, Tlv... parameters) {
        for (Tlv parameter : parameters) {
            body.writeBytes(ByteBuffer.allocate(4)
                    .putShort((short) parameter.tag())
                    .putShort((short) parameter.value().length)
                    .array());
            body.writeBytes(parameter.value());
        }
        return body.toByteArray();
    }

    private static void string(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        out.write(0);
    }
}
