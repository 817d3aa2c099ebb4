package io.tokenline.smpp.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a delivery receipt says (SMPP 5.0, 4.3.5.1; 3.4, appendix B). Every operator writes it a little differently, so
 * only the two things that matter are read, wherever they stand.
 *
 * @param messageId of the message, as the receipt writes it
 * @param state what became of the message
 */
public record ReceiptPdu(String messageId, State state) {

    /** What became of a message. */
    public enum State {
        /** Nothing yet: it is on its way, or the operator does not know. */
        UNDERWAY,
        /** It is on the phone. */
        DELIVERED,
        /** Its time ran out, or the phone could not be reached. */
        UNDELIVERED,
        /** It was refused or deleted. */
        REJECTED
    }

    /** receipted_message_id, a C-octet string. */
    private static final int RECEIPTED_MESSAGE_ID = 0x001E;
    /** message_state, 1 octet. */
    private static final int MESSAGE_STATE = 0x0427;
    /** The bits of esm_class that tell receipts and acknowledgements from messages. */
    private static final int MESSAGE_TYPE = 0x3C;

    private static final int TEXT_MAX = 1_000;
    private static final int ID_MAX = 64;

    private static final List<State> BY_NUMBER = List.of(
            State.UNDERWAY, // SCHEDULED
            State.UNDERWAY, // ENROUTE
            State.DELIVERED,
            State.UNDELIVERED, // EXPIRED
            State.REJECTED, // DELETED
            State.UNDELIVERED,
            State.UNDERWAY, // ACCEPTED: for the subscriber by somebody else, says 3.4; most mean "taken"
            State.UNDERWAY, // UNKNOWN
            State.REJECTED,
            State.REJECTED); // SKIPPED

    private static final Map<String, State> BY_NAME = Map.ofEntries(
            Map.entry("delivrd", State.DELIVERED),
            Map.entry("delivered", State.DELIVERED),
            Map.entry("expired", State.UNDELIVERED),
            Map.entry("undeliv", State.UNDELIVERED),
            Map.entry("failed", State.UNDELIVERED),
            Map.entry("deleted", State.REJECTED),
            Map.entry("rejectd", State.REJECTED),
            Map.entry("rejected", State.REJECTED),
            Map.entry("skipped", State.REJECTED));

    private static final Pattern ID = Pattern.compile("\\bid:\\s{0,3}(\\S{1,64})", Pattern.CASE_INSENSITIVE);
    private static final Pattern STAT =
            Pattern.compile("\\bstat(?:us)?:\\s{0,3}([A-Za-z]{1,12})", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a message that may be a receipt.
     *
     * @param esmClass its esm_class, 0 to 255
     * @param parameters its optional parameters
     * @param text its text, decoded
     * @return empty where it is a message of somebody
     */
    public static Optional<ReceiptPdu> of(int esmClass, List<Tlv> parameters, String text) {
        Optional<String> id = value(parameters, RECEIPTED_MESSAGE_ID).map(ReceiptPdu::string);
        Optional<State> state = value(parameters, MESSAGE_STATE).map(octets -> byNumber(octets[0] & 0xFF));
        if (id.isEmpty() && state.isEmpty() && (esmClass & MESSAGE_TYPE) == 0 && !looksLikeOne(text)) {
            return Optional.empty();
        }
        String bounded = text.substring(0, Math.min(text.length(), TEXT_MAX));
        String messageId = id.or(() -> find(ID, bounded)).orElse("");
        return Optional.of(new ReceiptPdu(
                messageId,
                state.or(() -> find(STAT, bounded).map(ReceiptPdu::byName)).orElse(State.UNDERWAY)));
    }

    /** Some operators mark their receipts in no way. */
    private static boolean looksLikeOne(String text) {
        String begin = text.substring(0, Math.min(text.length(), TEXT_MAX));
        return begin.regionMatches(true, 0, "id:", 0, 3) && STAT.matcher(begin).find();
    }

    private static State byNumber(int number) {
        return number < BY_NUMBER.size() ? BY_NUMBER.get(number) : State.UNDERWAY;
    }

    private static State byName(String name) {
        return BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), State.UNDERWAY);
    }

    private static Optional<byte[]> value(List<Tlv> parameters, int tag) {
        return parameters.stream()
                .filter(tlv -> tlv.tag() == tag && tlv.value().length > 0)
                .map(Tlv::value)
                .findFirst();
    }

    private static String string(byte[] octets) {
        int end = 0;
        while (end < octets.length && end < ID_MAX && octets[end] != 0) {
            end++;
        }
        return new String(octets, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
