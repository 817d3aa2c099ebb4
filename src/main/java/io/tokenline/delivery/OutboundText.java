package io.tokenline.delivery;

import io.tokenline.Msisdn;
import java.time.Instant;

/**
 * A text to be sent as one SMS, in several parts where it is long.
 *
 * @param link the operator account or link to send over
 * @param from the short code it comes from
 * @param to who receives it
 * @param text within the GSM 7-bit default alphabet and its extension
 * @param expiresAt from then on nobody needs it any more
 */
public record OutboundText(String link, String from, Msisdn to, String text, Instant expiresAt) {

    /** Without the text, which may hold a token. */
    @Override
    public String toString() {
        return "OutboundText[" + link + ", to " + to + "]";
    }
}
