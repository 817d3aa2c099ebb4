package io.tokenline.ussd.menu;

import java.util.Optional;

/**
 * Where a dialog goes next.
 *
 * @param screen the name of the next screen
 * @param say a line in front of that screen, for example why the customer is asked again
 */
public record Target(String screen, Optional<Texts> say) {

    /** A target that says nothing of its own. */
    public static Target of(String screen) {
        return new Target(screen, Optional.empty());
    }
}
