package io.tokenline.smpp.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A deliver_sm to send (SMPP 5.0, 4.3.1).
 *
 * @param serviceType at most 5 characters, empty for a plain SMS
 * @param source who it comes from
 * @param destination who receives it
 * @param esmClass 0x40 where the text begins with a header
 * @param dataCoding of the text
 * @param text at most 254 octets
 * @param parameters optional parameters, in this order
 * @param validity how long the peer is to try; zero: as long as it does anyway
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
public record DeliverSm(
        String serviceType,
        Address source,
        Address destination,
        int esmClass,
        int dataCoding,
        byte[] text,
        List<Tlv> parameters,
        Duration validity) {

    /**
     * An address with its type of number and numbering plan, kept as octets so that a peer gets back what it sent.
     *
     * @param ton type of number
     * @param npi numbering plan indicator
     * @param digits at most 20 characters
     */
    public record Address(int ton, int npi, String digits) {

        public Address {
            if (digits.length() > 20) {
                throw new IllegalArgumentException("an address has at most 20 characters");
            }
        }
    }

    /** One that the peer keeps as long as it likes. */
    public DeliverSm(
            String serviceType,
            Address source,
            Address destination,
            int esmClass,
            int dataCoding,
            byte[] text,
            List<Tlv> parameters) {
        this(serviceType, source, destination, esmClass, dataCoding, text, parameters, Duration.ZERO);
    }

    public DeliverSm {
        parameters = List.copyOf(parameters);
        if (serviceType.length() > 5 || text.length > 254) {
            throw new IllegalArgumentException("no deliver_sm: " + text.length + " octets of text");
        }
    }

    /** The whole PDU; no receipt is asked for, the response is the receipt. */
    public byte[] toPdu(int sequence) {
        return toPdu(CommandId.DELIVER_SM, 0, sequence);
    }

    /**
     * The whole PDU as another command of the same build.
     *
     * @param commandId deliver_sm or submit_sm
     * @param registeredDelivery what receipts the peer is asked for
     */
    public byte[] toPdu(int commandId, int registeredDelivery, int sequence) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(320);
        string(body, serviceType);
        address(body, source);
        address(body, destination);
        body.write(esmClass);
        body.write(0); // protocol_id
        body.write(0); // priority_flag
        body.write(0); // schedule_delivery_time, empty
        string(body, validity.isZero() ? "" : RelativeTime.of(validity)); // validity_period
        body.write(registeredDelivery);
        body.write(0); // replace_if_present_flag
        body.write(dataCoding);
        body.write(0); // sm_default_msg_id
        body.write(text.length);
        body.writeBytes(text);
        for (Tlv parameter : parameters) {
            int16(body, parameter.tag());
            int16(body, parameter.value().length);
            body.writeBytes(parameter.value());
        }
        return pdu(commandId, CommandStatus.OK, sequence, body.toByteArray());
    }

    /** A PDU of any kind. */
    public static byte[] pdu(int commandId, int status, int sequence, byte... body) {
        return ByteBuffer.allocate(PduCheck.HEADER + body.length)
                .putInt(PduCheck.HEADER + body.length)
                .putInt(commandId)
                .putInt(status)
                .putInt(sequence)
                .put(body)
                .array();
    }

    private static void address(ByteArrayOutputStream out, Address address) {
        out.write(address.ton());
        out.write(address.npi());
        string(out, address.digits());
    }

    private static void int16(ByteArrayOutputStream out, int number) {
        out.write(number >>> Byte.SIZE);
        out.write(number);
    }

    private static void string(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        out.write(0);
    }
}
