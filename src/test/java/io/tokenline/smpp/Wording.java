package io.tokenline.smpp;

import io.tokenline.smpp.codec.PduCheck;
import io.tokenline.smpp.codec.Tlv;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What makes a PDU a step of a dialog, in short: its service_type (a dash for none) and its parameters in hexadecimal,
 * such as {@code USSD op=01 its=1202}.
 */
final class Wording {

    private static final Map<String, Integer> TAGS = Map.of(
            "op", Tlv.USSD_SERVICE_OP,
            "its", Tlv.ITS_SESSION_INFO,
            "umr", Tlv.USER_MESSAGE_REFERENCE,
            "ses", Tlv.SMPP_PLUS_SESSION);

    private Wording() {}

    /** service_type of this wording. */
    static String serviceType(String wording) {
        String first = wording.strip().split(" ", -1)[0];
        return first.equals("-") ? "" : first;
    }

    /** The parameters of this wording. */
    static List<Tlv> parameters(String wording) {
        List<Tlv> parameters = new ArrayList<>();
        for (String word : wording.strip().split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                parameters.add(new Tlv(
                        TAGS.getOrDefault(word.substring(0, equals), 0),
                        HexFormat.of().parseHex(word.substring(equals + 1))));
            }
        }
        return parameters;
    }

    /** A deliver_sm in the same words, its data_coding among them. */
    static String of(byte[] body) {
        List<String> words = new ArrayList<>();
        int[] at = {0};
        String type = string(body, at);
        words.add(type.isEmpty() ? "-" : type);
        at[0] += 2;
        string(body, at);
        at[0] += 2;
        string(body, at);
        at[0] += 3;
        string(body, at);
        string(body, at);
        words.add(String.format("dcs=%02x", body[at[0] + 2]));
        int position = at[0] + 5 + (body[at[0] + 4] & 0xFF);
        while (position < body.length) {
            int tag = PduCheck.int16(body, position);
            int end = position + 4 + PduCheck.int16(body, position + 2);
            String name = TAGS.entrySet().stream()
                    .filter(entry -> entry.getValue() == tag)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(Integer.toHexString(tag));
            words.add(name + "=" + HexFormat.of().formatHex(body, position + 4, end));
            position = end;
        }
        return String.join(" ", words);
    }

    private static String string(byte[] body, int[] at) {
        int from = at[0];
        while (body[at[0]] != 0) {
            at[0]++;
        }
        at[0]++;
        return new String(body, from, at[0] - 1 - from, StandardCharsets.US_ASCII);
    }
}
