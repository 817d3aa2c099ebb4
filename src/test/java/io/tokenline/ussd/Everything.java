package io.tokenline.ussd;

import io.tokenline.ussd.menu.InputType;
import io.tokenline.ussd.menu.Menu;
import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.MenuText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/** A menu with every kind of screen, and the words that it and the other menus of the tests may use. */
final class Everything {

    static final Path FOLDER = Path.of("src", "test", "resources", "menus");
    static final Map<String, String> CONSTANTS = Map.of("code", "*120*55#", "sms", "12055", MenuText.CURRENCY, "KES");

    private Everything() {}

    /** The prepaid service's words, and an action for each thing that a menu may need of one. */
    static Vocabulary vocabulary() {
        Vocabulary prepaid = Vocabulary.prepaid(Map.of(
                "meter_number",
                InputType.of(
                        13,
                        typed -> typed.matches("[0-9]{11}|[0-9]{13}")
                                ? new InputType.Accepted(typed, typed)
                                : new InputType.Refused(InputType.INVALID)),
                "money",
                new MoneyInput(Currency.getInstance("KES"))));
        Map<String, Vocabulary.ActionSpec> actions = new HashMap<>();
        actions.put(
                "saved_meters",
                Vocabulary.ActionSpec.needing()
                        .gives("count", 2)
                        .column("number", 13)
                        .column("name", 20));
        actions.put("find_debt", Vocabulary.ActionSpec.needing("meter").givesAmount("debt", 9));
        actions.put("find_meter", Vocabulary.ActionSpec.needing("meter"));
        actions.put(
                "buy",
                Vocabulary.ActionSpec.needing("meter", "amount")
                        .gives("reference", 12)
                        .spending());
        return new Vocabulary(prepaid.types(), actions, prepaid.constants());
    }

    static MenuReader reader() {
        return new MenuReader(vocabulary());
    }

    static MenuDefinition definition() {
        return reader().faultless("everything.yaml", yaml());
    }

    static Menu menu() {
        return new Menu(definition(), CONSTANTS);
    }

    static String yaml() {
        return read(FOLDER.resolve("valid").resolve("everything.yaml"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
