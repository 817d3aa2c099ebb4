package io.tokenline.smpp.codec;

import java.util.HashMap;
import java.util.Map;

/**
 * An optional parameter as it stands on the wire (SMPP 5.0, 4.8.1).
 *
 * @param tag 0 to 0xFFFF
 * @param value at most {@link #MAX_LENGTH} octets
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
public record Tlv(int tag, byte[] value) {

    /** user_message_reference, 2 octets. */
    public static final int USER_MESSAGE_REFERENCE = 0x0204;
    /** sar_msg_ref_num, 2 octets. */
    public static final int SAR_MESSAGE_REFERENCE = 0x020C;
    /** sar_total_segments, 1 octet. */
    public static final int SAR_TOTAL_SEGMENTS = 0x020E;
    /** sar_segment_seqnum, 1 octet. */
    public static final int SAR_SEGMENT_SEQNUM = 0x020F;
    /** message_payload: a text too long for short_message. */
    public static final int MESSAGE_PAYLOAD = 0x0424;
    /** ussd_service_op, 1 octet. */
    public static final int USSD_SERVICE_OP = 0x0501;
    /** its_session_info, 2 octets: session number, then sequence and the end bit. */
    public static final int ITS_SESSION_INFO = 0x1383;
    /** ussd_session_id of SMPP+, 4 octets; a vendor's, so other peers may mean something else by it. */
    public static final int SMPP_PLUS_SESSION = 0x1501;
    /** The longest value that is accepted; beyond, parsers read a negative length. */
    public static final int MAX_LENGTH = 32_767;

    private static final int[] ONE_OCTET = {
        0x0005, 0x0006, 0x0007, 0x000D, 0x000E, 0x000F, 0x0010, 0x0019, 0x0030, 0x0201, 0x0205, 0x020D, 0x020E, 0x020F,
        0x0210, 0x0302, 0x0304, 0x0420, 0x0421, 0x0422, 0x0425, 0x0426, 0x0427, 0x0428, 0x0501, 0x0600, 0x0603, 0x0608,
        0x0611, 0x1201, 0x1204, 0x1380
    };
    private static final int[] TWO_OCTETS = {0x0008, 0x0204, 0x020A, 0x020B, 0x020C, 0x0604, 0x1203, 0x1383};
    private static final Map<Integer, Integer> SHORTEST = shortest();

    public Tlv {
        if (tag < 0 || tag > 0xFFFF || value.length > MAX_LENGTH) {
            throw new IllegalArgumentException("no optional parameter: tag " + tag + ", " + value.length + " octets");
        }
    }

    /** Whether a parameter may have this length: exact for those that carry a USSD dialog, a minimum for others. */
    static boolean lengthAllowed(int tag, int length) {
        int shortest = SHORTEST.getOrDefault(tag, 0);
        boolean exact = tag == USSD_SERVICE_OP || tag == ITS_SESSION_INFO || tag == USER_MESSAGE_REFERENCE;
        return length <= MAX_LENGTH && (exact ? length == shortest : length >= shortest);
    }

    private static Map<Integer, Integer> shortest() {
        Map<Integer, Integer> lengths = new HashMap<>();
        for (int tag : ONE_OCTET) {
            lengths.put(tag, 1);
        }
        for (int tag : TWO_OCTETS) {
            lengths.put(tag, 2);
        }
        return Map.copyOf(lengths);
    }
}
