package io.tokenline.smpp;

import io.tokenline.smpp.codec.TextCoding;
import io.tokenline.ussd.UssdRequest;
import java.util.Map;

/**
 * How an operator's gateway speaks USSD. What differs between operators is data here, never code.
 *
 * @param name as accounts refer to it
 * @param begin ussd_service_op of a dial
 * @param abort ussd_service_op of an end by the user or the network; every other value is an answer
 * @param menu ussd_service_op of a screen that expects an answer
 * @param last ussd_service_op of the last screen
 * @param serviceType of what we send
 * @param dataCoding of what we send
 * @param maxSeptets the longest screen
 */
public record Dialect(
        String name, int begin, int abort, int menu, int last, String serviceType, int dataCoding, int maxSeptets) {

    /** The closest to a standard: PSSR indication, USSR request and confirm, PSSR response. */
    public static final Dialect STANDARD =
            new Dialect("standard", 0x01, 0x81, 0x02, 0x11, "USSD", TextCoding.USSD, 182);

    private static final Map<String, Dialect> KNOWN = Map.of(STANDARD.name, STANDARD);

    /** What a gateway says by a ussd_service_op; an unknown one is an answer. */
    UssdRequest.Kind kindOf(int operation) {
        if (operation == begin) {
            return UssdRequest.Kind.BEGIN;
        }
        return operation == abort ? UssdRequest.Kind.ABORT : UssdRequest.Kind.ANSWER;
    }

    /** The dialect of this name; an account that names an unknown one speaks the standard. */
    static Dialect named(String name) {
        return KNOWN.getOrDefault(name, STANDARD);
    }
}
