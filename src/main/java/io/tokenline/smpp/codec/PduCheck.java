package io.tokenline.smpp.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Says whether a PDU is built as its command demands, before a parser that trusts lengths may see it: every C-octet
 * string ends within its field, sm_length and every TLV stay within the PDU.
 */
public final class PduCheck {

    /** The octets of a PDU's header: length, id, status, sequence. */
    public static final int HEADER = 16;

    private static final int MESSAGE_ID_MAX = 64;

    /** A field of a PDU's body. */
    private sealed interface Field {
        /** Fixed octets. */
        record Octets(int count) implements Field {}

        /** A NUL-terminated string of at most {@code max} octets, NUL included, and the error where it is longer. */
        record CString(int max, int status) implements Field {}

        /** sm_length and short_message. */
        record ShortMessage() implements Field {}

        /** Optional parameters to the end. */
        record Tlvs() implements Field {}
    }

    private static final Field SERVICE_TYPE = new Field.CString(6, CommandStatus.SERVICE_TYPE);
    private static final Field SOURCE = new Field.CString(21, CommandStatus.SOURCE_ADDRESS);
    private static final Field DESTINATION = new Field.CString(21, CommandStatus.DESTINATION_ADDRESS);
    private static final Field TON_NPI = new Field.Octets(2);
    private static final Field TLVS = new Field.Tlvs();
    private static final List<Field> BIND = List.of(
            new Field.CString(16, CommandStatus.BIND_FAILED),
            new Field.CString(9, CommandStatus.BIND_FAILED),
            new Field.CString(13, CommandStatus.BIND_FAILED),
            new Field.Octets(3),
            new Field.CString(41, CommandStatus.BIND_FAILED));
    private static final List<Field> OUTBIND =
            List.of(new Field.CString(16, CommandStatus.BIND_FAILED), new Field.CString(9, CommandStatus.BIND_FAILED));
    private static final List<Field> MESSAGE = List.of(
            SERVICE_TYPE,
            TON_NPI,
            SOURCE,
            TON_NPI,
            DESTINATION,
            new Field.Octets(3),
            new Field.CString(17, CommandStatus.SCHEDULE),
            new Field.CString(17, CommandStatus.EXPIRY),
            new Field.Octets(4),
            new Field.ShortMessage(),
            TLVS);
    private static final List<Field> DATA =
            List.of(SERVICE_TYPE, TON_NPI, SOURCE, TON_NPI, DESTINATION, new Field.Octets(3), TLVS);
    private static final Map<Integer, List<Field>> BODIES = Map.of(
            CommandId.BIND_RECEIVER, BIND,
            CommandId.BIND_TRANSMITTER, BIND,
            CommandId.BIND_TRANSCEIVER, BIND,
            CommandId.OUTBIND, OUTBIND,
            CommandId.SUBMIT_SM, MESSAGE,
            CommandId.DELIVER_SM, MESSAGE,
            CommandId.DATA_SM, DATA);

    private PduCheck() {}

    /**
     * Checks a whole PDU.
     *
     * @param pdu header and body
     * @return {@link CommandStatus#OK}, or the status to answer with; commands without a body to check are OK
     */
    public static int check(byte[] pdu) {
        if (pdu.length < HEADER) {
            return CommandStatus.COMMAND_LENGTH;
        }
        int position = HEADER;
        for (Field field : BODIES.getOrDefault(int32(pdu, 4), List.of())) {
            int next = after(field, pdu, position);
            if (next < 0) {
                return -next;
            }
            position = next;
        }
        return CommandStatus.OK;
    }

    /** The message_id that a response begins with: at most 64 characters, empty where there is none. */
    public static String messageId(byte[] response) {
        int end = HEADER;
        while (end < response.length && response[end] != 0 && end < HEADER + MESSAGE_ID_MAX) {
            end++;
        }
        return end <= HEADER ? "" : new String(response, HEADER, end - HEADER, StandardCharsets.ISO_8859_1);
    }

    /** A big-endian integer of four octets. */
    public static int int32(byte[] octets, int at) {
        return (int16(octets, at) << 16) | int16(octets, at + 2);
    }

    /** An unsigned big-endian integer of two octets. */
    public static int int16(byte[] octets, int at) {
        return ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
    }

    /** Where the next field begins, or the negative of an error status. */
    private static int after(Field field, byte[] pdu, int position) {
        if (field instanceof Field.Octets octets) {
            return position + octets.count() <= pdu.length ? position + octets.count() : -CommandStatus.COMMAND_LENGTH;
        }
        if (field instanceof Field.CString string) {
            return afterString(string, pdu, position);
        }
        if (field instanceof Field.ShortMessage) {
            return afterMessage(pdu, position);
        }
        return afterTlvs(pdu, position);
    }

    private static int afterString(Field.CString field, byte[] pdu, int position) {
        int limit = Math.min(pdu.length, position + field.max());
        for (int i = position; i < limit; i++) {
            if (pdu[i] == 0) {
                return i + 1;
            }
        }
        return limit == pdu.length ? -CommandStatus.COMMAND_LENGTH : -field.status();
    }

    private static int afterMessage(byte[] pdu, int position) {
        if (position >= pdu.length) {
            return -CommandStatus.COMMAND_LENGTH;
        }
        int end = position + 1 + (pdu[position] & 0xFF);
        return end <= pdu.length ? end : -CommandStatus.MESSAGE_LENGTH;
    }

    /** A single octet left over at the end is forgiven: some peers add one. */
    private static int afterTlvs(byte[] pdu, int start) {
        int position = start;
        while (pdu.length - position > 1) {
            if (pdu.length - position < 4) {
                return -CommandStatus.TLV_STREAM;
            }
            int tag = int16(pdu, position);
            int length = int16(pdu, position + 2);
            if (position + 4 + length > pdu.length) {
                return -CommandStatus.TLV_STREAM;
            }
            if (!Tlv.lengthAllowed(tag, length)) {
                return -CommandStatus.TLV_LENGTH;
            }
            position += 4 + length;
        }
        return pdu.length;
    }
}
