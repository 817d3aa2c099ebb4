package io.tokenline.payment.daraja;

import io.tokenline.Secret;
import java.util.Optional;

/**
 * What Daraja wants to know of us.
 *
 * @param app who calls
 * @param shortCode of the pay bill, or of the head office of a till
 * @param till where customers buy goods at a till; empty for a pay bill
 * @param initiator who may reverse payments; empty where nobody may
 */
record DarajaTerms(App app, String shortCode, Optional<String> till, Optional<Initiator> initiator) {

    /** The app's credentials, and the key that signs pushes. */
    record App(Secret key, Secret secret, Secret passkey) {}

    /**
     * An API user.
     *
     * @param credential his password, encrypted with Safaricom's certificate
     */
    record Initiator(String name, Secret credential) {}

    /** Who gets the money. */
    String receiver() {
        return till.orElse(shortCode);
    }

    /** How the push says what it is for. */
    String transactionType() {
        return till.isPresent() ? "CustomerBuyGoodsOnline" : "CustomerPayBillOnline";
    }

    /** How a reversal says what kind of number ours is: 4 an organisation's short code, 2 a till. */
    String identifierType() {
        return till.isPresent() ? "2" : "4";
    }
}
