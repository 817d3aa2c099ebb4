package io.tokenline.vending;

import io.tokenline.Msisdn;

/**
 * Who asks about his purchases, and how he hears the answer.
 *
 * @param msisdn his phone
 * @param link the operator account that answers go back over
 * @param language of the messages
 */
public record Asker(Msisdn msisdn, String link, String language) {}
