package io.tokenline.smpp.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a bind request says (SMPP 5.0, 4.1.1).
 *
 * @param commandId which of the three binds
 * @param sequence to answer with
 * @param systemId the account
 * @param password its password, for nobody's eyes
 * @param systemType what kind of system binds
 * @param interfaceVersion the version octet as sent
 */
public record BindPdu(
        int commandId, int sequence, String systemId, String password, String systemType, int interfaceVersion) {

    private static final int V33 = 0x33;
    private static final int V34 = 0x34;
    private static final int V50 = 0x50;

    /** Reads a bind that {@link PduCheck} found well built. */
    public static BindPdu parse(byte[] pdu) {
        int password = afterString(pdu, PduCheck.HEADER);
        int systemType = afterString(pdu, password);
        int version = afterString(pdu, systemType);
        return new BindPdu(
                PduCheck.int32(pdu, 4),
                PduCheck.int32(pdu, 12),
                string(pdu, PduCheck.HEADER, password),
                string(pdu, password, systemType),
                string(pdu, systemType, version),
                pdu[version] & 0xFF);
    }

    /**
     * The same bind as a parser that knows four versions can read it: the version it stands for, no system type, no
     * address range, and no secret.
     */
    public byte[] plain() {
        byte[] id = systemId.getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = new byte[id.length + 7];
        System.arraycopy(id, 0, body, 0, id.length);
        body[id.length + 3] = (byte) version();
        return DeliverSm.pdu(commandId, CommandStatus.OK, sequence, body);
    }

    /**
     * A bind request that we send, in version 3.4.
     *
     * @param secret the password
     * @param systemType at most 12 characters, often empty
     * @param addressRange at most 40 characters, often empty
     */
    public static byte[] request(
            int commandId,
            int sequence,
            String systemId,
            String secret,
            String systemType,
            int ton,
            int npi,
            String addressRange) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String text : List.of(systemId, secret, systemType)) {
            body.writeBytes((text + '\0').getBytes(StandardCharsets.ISO_8859_1));
        }
        body.write(V34);
        body.write(ton);
        body.write(npi);
        body.writeBytes((addressRange + '\0').getBytes(StandardCharsets.ISO_8859_1));
        return DeliverSm.pdu(commandId, CommandStatus.OK, sequence, body.toByteArray());
    }

    /** Whether the peer understands optional parameters: from version 3.4 on. */
    public boolean knowsTlvs() {
        return version() >= V34;
    }

    /** The version spoken with this peer: 3.3, 3.4 or 5.0. */
    public int version() {
        if (interfaceVersion >= V50) {
            return V50;
        }
        return interfaceVersion >= V34 ? V34 : V33;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BindPdu[" + systemId + "]";
    }

    static int afterString(byte[] pdu, int from) {
        int i = from;
        while (pdu[i] != 0) {
            i++;
        }
        return i + 1;
    }

    static String string(byte[] pdu, int from, int next) {
        return new String(pdu, from, next - 1 - from, StandardCharsets.ISO_8859_1);
    }
}
