package io.tokenline.ussd;

import io.tokenline.Settings;
import io.tokenline.metering.Meters;
import io.tokenline.ussd.menu.InputType;
import io.tokenline.ussd.menu.MenuText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.Map;

/** The menu of prepaid electricity; at start a file with faults stops the server, and all faults are told. */
@ApplicationScoped
public class PrepaidMenu {

    private static final String FILE = "prepaid.yaml";
    private static final String PACKAGED = "ussd-menus/" + FILE;
    private static final int LONGEST_METER_NUMBER = 18;

    /** What the menu's inputs accept. */
    static Map<String, InputType> types(Currency currency) {
        return Map.of(
                "meter_number",
                InputType.of(LONGEST_METER_NUMBER, PrepaidMenu::meterNumber),
                "money",
                new MoneyInput(currency));
    }

    /** The values that every screen may speak of. */
    static Map<String, String> constants(Settings settings) {
        return Map.of(
                "code",
                settings.ussdCode(),
                "sms",
                settings.shortCode(),
                MenuText.CURRENCY,
                settings.currency().getCurrencyCode());
    }

    private static InputType.Reading meterNumber(String typed) {
        return Meters.drnOf(typed)
                .<InputType.Reading>map(drn -> new InputType.Accepted(drn, drn))
                .orElseGet(() -> new InputType.Refused(InputType.INVALID));
    }

    @Produces
    @Singleton
    Menus menus(Settings settings) {
        MenuReader reader = new MenuReader(Vocabulary.prepaid(types(settings.currency())));
        return settings.dialogs()
                .menus()
                .map(folder -> Menus.watching(reader, folder.resolve(FILE), constants(settings)))
                .orElseGet(() -> Menus.packaged(reader, PACKAGED, constants(settings)));
    }
}
