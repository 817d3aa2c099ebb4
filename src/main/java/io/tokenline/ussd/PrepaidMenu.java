package io.tokenline.ussd;

import io.tokenline.Settings;
import io.tokenline.metering.Meters;
import io.tokenline.ussd.menu.InputType;
import io.tokenline.ussd.menu.MenuDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.Map;

/** The menu of prepaid electricity, read once; a file with faults stops the start, and all faults are told. */
@ApplicationScoped
public class PrepaidMenu {

    private static final String FILE = "ussd-menus/prepaid.yaml";
    private static final int LONGEST_METER_NUMBER = 18;

    /** What the menu's inputs accept. */
    static Map<String, InputType> types(Currency currency) {
        return Map.of(
                "meter_number",
                InputType.of(LONGEST_METER_NUMBER, PrepaidMenu::meterNumber),
                "money",
                new MoneyInput(currency));
    }

    private static InputType.Reading meterNumber(String typed) {
        return Meters.drnOf(typed)
                .<InputType.Reading>map(drn -> new InputType.Accepted(drn, drn))
                .orElseGet(() -> new InputType.Refused(InputType.INVALID));
    }

    @Produces
    @Singleton
    MenuDefinition menu(Settings settings) {
        return new MenuReader(Vocabulary.prepaid(types(settings.currency()))).packaged(FILE);
    }
}
