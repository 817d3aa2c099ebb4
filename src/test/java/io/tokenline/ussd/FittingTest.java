package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.ussd.menu.Answer;
import io.tokenline.ussd.menu.GsmText;
import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.MenuText;
import io.tokenline.ussd.menu.Message;
import io.tokenline.ussd.menu.Position;
import io.tokenline.ussd.menu.Row;
import io.tokenline.ussd.menu.Rows;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.ScreenLimit;
import io.tokenline.ussd.menu.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every screen of the prepaid menu in every language, with every value as long as it may be. */
class FittingTest {

    private final MenuDefinition menu =
            ServedMenu.reader().faultless("prepaid.yaml", Everything.read(Path.of("ussd-menus", "prepaid.yaml")));
    private final MenuGraph graph = new MenuGraph(menu);
    private final MenuText text =
            new MenuText(menu, widest(ServedMenu.vocabulary().constants(), "X"));

    @ParameterizedTest
    @ValueSource(ints = {160, 182})
    void everyScreenFitsOrPages(int septets) {
        ScreenLimit limit = new ScreenLimit(septets, 80);
        for (String language : menu.languages()) {
            menu.screens().forEach((name, screen) -> {
                for (String said : said(name, screen, language, limit)) {
                    check(position(name, language, limit, said), screen);
                }
            });
            for (Message message : Message.values()) {
                assertTrue(limit.fits(text.message(message, language)), message + " " + language);
            }
        }
    }

    private void check(Position position, Screen screen) {
        String where = position.screen() + " " + position.language();
        if (screen instanceof Screen.End end) {
            List<String> pages = text.end(position, end);
            pages.forEach(page -> assertTrue(position.limit().fits(page), where));
            assertTrue(end.pages() || pages.size() == 1, where);
        }
        if (screen instanceof Screen.Asking asking) {
            List<String> pages = text.asking(position, asking);
            pages.forEach(page -> assertTrue(position.limit().fits(page), where + "\n" + page));
            List<String> lines = pages.stream().flatMap(String::lines).toList();
            List<String> whole = text.choices(position, asking).stream()
                    .filter(line -> !lines.contains(line))
                    .toList();
            assertEquals(List.of(), whole, () -> where + " breaks an option");
        }
    }

    private List<String> said(String name, Screen screen, String language, ScreenLimit limit) {
        List<Texts> texts = new ArrayList<>(graph.saidBefore(name));
        if (screen instanceof Screen.Input input) {
            texts.addAll(input.errors().values());
        } else if (screen instanceof Screen.Asking) {
            texts.add(menu.messages().getOrDefault(Message.WRONG_CHOICE, new Texts(Map.of())));
        }
        List<String> said = new ArrayList<>(List.of(""));
        texts.forEach(one -> said.add(text.fill(position(name, language, limit, ""), one)));
        return said;
    }

    private Position position(String screen, String language, ScreenLimit limit, String said) {
        boolean latin = GsmText.isGsm(menu.messages()
                .getOrDefault(Message.APOLOGY, new Texts(Map.of()))
                .in(language));
        String filler = latin ? "X" : "\u1200";
        Map<String, Answer> answers = new HashMap<>();
        widest(graph.widths(), filler)
                .forEach((name, value) -> answers.put(name, new Answer("123456789012.00", value)));
        Rows rows = menu.screens().get(screen) instanceof Screen.Listing listing
                ? new Rows(
                        listing.of(),
                        Collections.nCopies(menu.rows(), new Row("x", widest(graph.columns(listing.of()), filler))))
                : Rows.NONE;
        return new Position(
                menu.version(),
                language,
                limit,
                screen,
                0,
                said,
                0,
                List.of("main"),
                answers,
                Map.of(),
                rows,
                List.of());
    }

    private static Map<String, String> widest(Map<String, Integer> widths, String filler) {
        Map<String, String> widest = new HashMap<>();
        widths.forEach((name, width) -> widest.put(name, filler.repeat(width)));
        return widest;
    }
}
