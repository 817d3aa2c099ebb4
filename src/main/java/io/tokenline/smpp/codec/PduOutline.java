package io.tokenline.smpp.codec;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What may be shown of a PDU, sound or broken: its header, the addresses masked, how long its text is and which optional
 * parameters it has; never a text or a password.
 *
 * @param source source_addr, empty where there is none
 * @param destination destination_addr, empty where there is none
 * @param rest the other fields, for a log
 */
public record PduOutline(String source, String destination, String rest) {

    private static final int HEAD = 4;
    private static final int TAIL = 3;
    private static final int SHORT = 6;
    private static final int PARAMETERS_MAX = 12;
    private static final Set<Integer> SHOWN =
            Set.of(Tlv.USSD_SERVICE_OP, Tlv.ITS_SESSION_INFO, Tlv.USER_MESSAGE_REFERENCE);
    private static final Set<Integer> MESSAGES = Set.of(CommandId.SUBMIT_SM, CommandId.DELIVER_SM, CommandId.DATA_SM);

    /** Reads a PDU of at least a header. */
    public static PduOutline of(byte[] pdu) {
        int id = PduCheck.int32(pdu, 4);
        if (!MESSAGES.contains(id) || PduCheck.check(pdu) != CommandStatus.OK) {
            return new PduOutline("", "", "");
        }
        int source = afterString(pdu, PduCheck.HEADER) + 2;
        int destination = afterString(pdu, source) + 2;
        int esmClass = afterString(pdu, destination);
        StringBuilder rest = new StringBuilder(" service_type=")
                .append(printable(string(pdu, PduCheck.HEADER)))
                .append(" esm_class=")
                .append(pdu[esmClass] & 0xFF);
        int parameters = esmClass + 3;
        int coding = esmClass + 2;
        if (id != CommandId.DATA_SM) {
            coding = afterString(pdu, afterString(pdu, esmClass + 3)) + 2;
            int length = coding + 2;
            rest.append(" text=").append(pdu[length] & 0xFF).append(" octets");
            parameters = length + 1 + (pdu[length] & 0xFF);
        }
        rest.append(" data_coding=").append(pdu[coding] & 0xFF);
        appendParameters(pdu, parameters, rest);
        return new PduOutline(string(pdu, source), string(pdu, destination), rest.toString());
    }

    /** Both addresses. */
    public List<String> addresses() {
        return List.of(source, destination);
    }

    /** For a log: short codes as they are, phones masked. */
    @Override
    public String toString() {
        return source.isEmpty() && destination.isEmpty()
                ? rest
                : " from=" + masked(source) + " to=" + masked(destination) + rest;
    }

    private static void appendParameters(byte[] pdu, int start, StringBuilder rest) {
        int position = start;
        for (int i = 0; i < PARAMETERS_MAX && position + 4 <= pdu.length; i++) {
            int tag = PduCheck.int16(pdu, position);
            int length = PduCheck.int16(pdu, position + 2);
            rest.append(String.format(" %04x=", tag));
            if (SHOWN.contains(tag)) {
                rest.append(HexFormat.of().formatHex(pdu, position + 4, position + 4 + length));
            } else {
                rest.append(length).append(" octets");
            }
            position += 4 + length;
        }
    }

    private static String masked(String address) {
        String text = printable(address);
        return text.length() <= SHORT
                ? text
                : text.substring(0, Math.min(HEAD, text.length() - SHORT))
                        + "****"
                        + text.substring(text.length() - TAIL);
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x21-\\x7E]", "?");
    }

    private static int afterString(byte[] pdu, int from) {
        int i = from;
        while (pdu[i] != 0) {
            i++;
        }
        return i + 1;
    }

    private static String string(byte[] pdu, int from) {
        return new String(pdu, from, afterString(pdu, from) - 1 - from, StandardCharsets.ISO_8859_1);
    }
}
