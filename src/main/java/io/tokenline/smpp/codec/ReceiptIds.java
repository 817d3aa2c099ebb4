package io.tokenline.smpp.codec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the message_id in an operator's receipts relates to the one in his responses: some write the one as a hexadecimal
 * and the other as a decimal number, some with zeros before it.
 */
public enum ReceiptIds {
    /** As in the response, else the same number written the other way. */
    AUTO,
    /** As in the response. */
    SAME,
    /** Hexadecimal in the response, decimal in the receipt. */
    HEX_THEN_DECIMAL,
    /** Decimal in the response, hexadecimal in the receipt. */
    DECIMAL_THEN_HEX;

    private static final int HEX = 16;
    private static final int DECIMAL = 10;

    /** The form in which ids are compared: no blanks around, small letters, no zeros before. */
    public static String plain(String id) {
        String text = id.strip().toLowerCase(Locale.ROOT);
        String bare = text.replaceFirst("^0+(?=.)", "");
        return bare.isEmpty() ? text : bare;
    }

    /** What the response may have said, in the form of {@link #plain}, for an id in a receipt; the likeliest first. */
    public List<String> ofResponse(String receiptId) {
        String same = plain(receiptId);
        List<String> candidates = new ArrayList<>();
        if (this == AUTO || this == SAME) {
            candidates.add(same);
        }
        if ((this == AUTO || this == HEX_THEN_DECIMAL) && same.matches("[0-9]{1,64}")) {
            candidates.add(new BigInteger(same, DECIMAL).toString(HEX));
        }
        if ((this == AUTO || this == DECIMAL_THEN_HEX) && same.matches("[0-9a-f]{1,64}")) {
            candidates.add(new BigInteger(same, HEX).toString(DECIMAL));
        }
        return candidates.stream().distinct().toList();
    }
}
