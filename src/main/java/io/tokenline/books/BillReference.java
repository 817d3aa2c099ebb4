package io.tokenline.books;

import io.tokenline.token.sts.MeterPan;
import java.util.regex.Pattern;

/**
 * What stands in a wallet's statement as the account or reference of a payment: ours, or whatever a customer typed, his phone
 * number as often as not. Only what is no person's is kept whole.
 */
final class BillReference {

    /** A sale's reference, or our reference of an attempt or a refund. */
    private static final Pattern OURS = Pattern.compile("[2-9A-HJ-NP-Z]{8}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int FIRST = 4;
    private static final int LAST = 3;
    private static final String HIDDEN = "****";

    private BillReference() {}

    /** Whether it is one that we gave. */
    static boolean isOurs(String told) {
        return OURS.matcher(told).matches();
    }

    /**
     * What is kept of it, without blanks around it and at most 64 characters: a reference of ours and a meter number whole, of
     * anything else the first 4 and the last 3 characters.
     */
    static String kept(String told) {
        String bare = told.strip();
        if (bare.isEmpty() || isOurs(bare) || MeterPan.parse(bare).isPresent()) {
            return bare;
        }
        return bare.length() <= FIRST + LAST
                ? HIDDEN
                : bare.substring(0, FIRST) + HIDDEN + bare.substring(bare.length() - LAST);
    }
}
