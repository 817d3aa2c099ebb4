package io.tokenline.ussd;

import io.tokenline.Msisdn;

/** What menus can do; implemented where customers, meters and sales are known. No call waits for a network. */
public interface Actions {

    /**
     * Performs one action of a dialog.
     *
     * @param action its name in the menu file
     * @return an expected failure is an outcome; an exception ends the dialog with an apology
     */
    ActionResult perform(String action, DialogContext context);

    /** The language code a subscriber chose, or the one to begin with; one the menu lacks is replaced by its first. */
    String languageOf(Msisdn msisdn);
}
