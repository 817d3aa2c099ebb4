package io.tokenline.ussd;

import io.tokenline.Msisdn;

/**
 * One step of a USSD dialog as an operator's gateway sent it, whatever its dialect.
 *
 * @param link the operator account or link, or the HTTP aggregator, that it came over
 * @param msisdn who dialled
 * @param gatewaySession the gateway's own session id, empty where its dialect has none; never unique alone
 * @param kind what the gateway says happens
 * @param text the dialled string of a BEGIN, the typed answer of an ANSWER, else empty
 * @param textLink what SMS about it go back over: the link itself, or another where the link carries no SMS
 */
public record UssdRequest(String link, Msisdn msisdn, String gatewaySession, Kind kind, String text, String textLink) {

    /** A step that came over a link that carries SMS as well. */
    public UssdRequest(String link, Msisdn msisdn, String gatewaySession, Kind kind, String text) {
        this(link, msisdn, gatewaySession, kind, text, link);
    }

    /** What a gateway may tell of a dialog. */
    public enum Kind {
        /** The subscriber dialled (PSSR indication). */
        BEGIN,
        /** The subscriber answered a menu (USSR confirm). */
        ANSWER,
        /** The dialog is gone: the user cancelled, or the network released it. */
        ABORT
    }
}
