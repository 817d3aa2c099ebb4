package io.tokenline.ussd;

import io.tokenline.Msisdn;
import io.tokenline.ussd.menu.ScreenLimit;
import java.util.Optional;

/**
 * One step of a USSD dialog as an operator's gateway sent it, whatever its dialect.
 *
 * @param link the operator account or link, or the HTTP aggregator, that it came over
 * @param msisdn who dialled
 * @param gatewaySession the gateway's own session id, empty where its dialect has none; never unique alone
 * @param kind what the gateway says happens
 * @param text the dialled string of a BEGIN, the typed answer of an ANSWER, else empty
 * @param textLink what SMS about it go back over: the link itself, or another where the link carries no SMS
 * @param limit how long the link's screens are; a dialog keeps the one of its BEGIN, or without one that of its menu
 */
public record UssdRequest(
        String link,
        Msisdn msisdn,
        String gatewaySession,
        Kind kind,
        String text,
        String textLink,
        Optional<ScreenLimit> limit) {

    /** A step over a link that carries SMS as well and tells no limit. */
    public UssdRequest(String link, Msisdn msisdn, String gatewaySession, Kind kind, String text) {
        this(link, msisdn, gatewaySession, kind, text, link, Optional.empty());
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
