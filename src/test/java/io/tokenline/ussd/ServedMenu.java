package io.tokenline.ussd;

import io.tokenline.Settings;
import io.tokenline.ussd.menu.InputType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/** Dialogs over the server's own menu, with actions of a test's own. */
public final class ServedMenu {

    private ServedMenu() {}

    /** At most so many dialogs at once. */
    public static Dialogs dialogs(Actions actions, int max, Clock clock) {
        return dialogs(menus(Path.of("ussd-menus", "prepaid.yaml")), actions, max, clock);
    }

    /** Dialogs over menus of the test's own. */
    static Dialogs dialogs(Menus menus, Actions actions, int max, Clock clock) {
        return new Dialogs(menus, actions, settings(max), clock, LocalCaches.fresh());
    }

    /** A file's menus. */
    static Menus menus(Path file) {
        return Menus.watching(reader(), file, PrepaidMenu.constants(settings(1)));
    }

    /** Reads menus with the words of the prepaid service. */
    static MenuReader reader() {
        return new MenuReader(vocabulary());
    }

    /** The words of the prepaid service. */
    static Vocabulary vocabulary() {
        InputType meter = InputType.of(
                18,
                typed -> typed.matches("[0-9]{11}|[0-9]{13}|[0-9]{18}")
                        ? new InputType.Accepted(typed, typed)
                        : new InputType.Refused(InputType.INVALID));
        return Vocabulary.prepaid(Map.of("meter_number", meter, "money", new MoneyInput(Currency.getInstance("KES"))));
    }

    private static Settings settings(int max) {
        Duration second = Duration.ofSeconds(1);
        return new Settings(
                true,
                "test",
                Path.of("target"),
                "254",
                Currency.getInstance("KES"),
                ZoneOffset.UTC,
                "*120*55#",
                "12055",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Settings.Smpp("127.0.0.1", 0, "test", 1, 1, second, second, second, second, 1, 1, 1),
                new Settings.Dialogs(max, Duration.ofSeconds(60), Duration.ofSeconds(180)),
                second,
                Settings.Receipts.ITEMISED,
                new Settings.Registry(1_000, 1_000, 1_000));
    }
}
