package io.tokenline.sms;

import io.tokenline.Msisdn;

/**
 * An SMS that a subscriber sent to the short code.
 *
 * @param link the operator account or link it came over; an answer goes back the same way
 * @param from who sent it
 * @param to the short code as the operator wrote it
 * @param text the decoded text
 * @param messageId our id of this message, given back to the operator; unique
 * @param fingerprint the same for every repeat of this text by this sender
 */
public record InboundText(String link, Msisdn from, String to, String text, String messageId, String fingerprint) {

    /** Whether to act on it twice would do something twice. */
    public boolean isOrder() {
        return TextCommand.isOrder(text);
    }

    /** Without the text, which may hold a token. */
    @Override
    public String toString() {
        return "InboundText[" + link + ", from " + from + ", " + messageId + "]";
    }
}
