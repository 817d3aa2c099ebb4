package io.tokenline.console;

import io.tokenline.Msisdn;
import io.tokenline.Settings;

/** Phone numbers as callers write them. */
final class Phones {

    private Phones() {}

    /**
     * A phone number.
     *
     * @throws Refusal where it is none
     */
    static Msisdn checked(String typed, Settings settings) {
        return Msisdn.parse(typed, settings.countryCode())
                .orElseThrow(() -> Refusal.invalid("A phone number is written 07…, 254… or +254…."));
    }
}
