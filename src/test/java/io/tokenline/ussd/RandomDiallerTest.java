package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.ussd.menu.DialledString;
import io.tokenline.ussd.menu.Menu;
import io.tokenline.ussd.menu.Position;
import io.tokenline.ussd.menu.Row;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.ScreenLimit;
import io.tokenline.ussd.menu.Step;
import io.tokenline.ussd.menu.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody who presses anything at all, hangs up, sends answers twice and late, while the menu changes; the same in each
 * run. 20,000 steps, a million with {@code -Plong}.
 */
class RandomDiallerTest {

    private static final int STEPS = Boolean.getBoolean("long.runs") ? 1_000_000 : 20_000;
    private static final int CIRCLE = 16;
    private static final String CODE = "*120*55#";
    private static final List<String> RUBBISH = List.of(
            "",
            " ",
            "0",
            "00",
            "98",
            "1*1",
            "*",
            "#",
            "-1",
            "{code}",
            "$1\\",
            "abc",
            "٣",
            "ሰላም",
            "\uD83D\uDCA1",
            "\n",
            "é€[]",
            "99999999999999999999",
            "x".repeat(400),
            "KES 500",
            "500",
            "50",
            "20000.00",
            "01234567890",
            "0123456789012");

    @TempDir
    private Path folder;

    private final Random random = new Random(20_26);
    private final Set<String> visited = new HashSet<>();
    private int reloads;
    private int spent;
    private int turned;
    private long octets;

    static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of(Path.of("ussd-menus", "prepaid.yaml"), ServedMenu.reader(), ServedMenu.vocabulary()),
                Arguments.of(
                        Everything.FOLDER.resolve("valid").resolve("everything.yaml"),
                        Everything.reader(),
                        Everything.vocabulary()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void whateverIsPressedEveryScreenFitsAndNothingIsSpentWithoutAYes(
            Path source, MenuReader reader, Vocabulary vocabulary) throws IOException {
        String yaml = Everything.read(source);
        Path file = folder.resolve("menu.yaml");
        Files.writeString(file, yaml);
        Menus menus = Menus.watching(reader, file, Everything.CONSTANTS);
        Caller caller = new Caller(menus, vocabulary);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(STEPS / 40) == 0) {
                reload(menus, file, yaml);
            }
            caller.step();
        }
        assertTrue(reloads > 10 && spent > 20 && turned > 20, reloads + ", " + spent + ", " + turned);
        Set<String> missed =
                new TreeSet<>(menus.current().definition().screens().keySet());
        missed.removeAll(visited);
        assertTrue(missed.size() * 10 <= visited.size(), () -> "never seen: " + missed);
        assertTrue(octets / STEPS < 600, octets / STEPS + " octets a position");
    }

    private void reload(Menus menus, Path file, String yaml) throws IOException {
        boolean faulty = random.nextInt(3) == 0;
        String before = menus.state().version();
        Files.writeString(file, faulty ? yaml.substring(0, yaml.length() / 2) : yaml + "\n# " + reloads);
        menus.refresh();
        assertEquals(faulty, menus.state().version().equals(before));
        assertEquals(faulty, !menus.state().faults().isEmpty());
        reloads += faulty ? 0 : 1;
    }

    /** One phone, and what it knows of its dialog. */
    private final class Caller {

        private final Menus menus;
        private final Vocabulary vocabulary;
        private boolean open;
        private byte[] stored = new byte[0];
        private byte[] before = new byte[0];
        private String screen = "";
        private String typed = "";
        private int begun;

        private Caller(Menus menus, Vocabulary vocabulary) {
            this.menus = menus;
            this.vocabulary = vocabulary;
        }

        private void step() {
            if (!open || random.nextInt(40) == 0) {
                dial();
                return;
            }
            Position position = Position.of(stored);
            Menu menu = menus.of(position.version()).orElse(null);
            assertEquals(reloads - begun <= Menus.KEPT, menu != null, "a dialog is lost with its menu only");
            if (menu == null) {
                open = false;
                return;
            }
            typed = input();
            Turn turn = menu.next(position, typed);
            assertEquals(turn, menu.next(Position.of(stored), typed), "the same answer again leads to the same place");
            if (random.nextInt(20) == 0
                    && before.length > 0
                    && Position.of(before).version().equals(position.version())) {
                Turn late = menu.next(Position.of(before), input());
                assertFalse(late.position().screen().isEmpty());
            }
            before = stored;
            follow(menu, position, turn);
        }

        private void dial() {
            Menu menu = menus.current();
            List<String> languages = menu.definition().languages();
            StringBuilder dialled = new StringBuilder(CODE.replace("#", ""));
            List<String> buying = List.of("1", "01234567890", "500", "1");
            int known = random.nextInt(buying.size() + 1);
            buying.subList(0, known).forEach(part -> dialled.append('*').append(part));
            for (int i = random.nextInt(3); i > 0; i--) {
                dialled.append('*').append(random.nextInt(5) == 0 ? "" : input());
            }
            DialledString read = DialledString.read(dialled.append('#').toString(), CODE);
            List<String> answers = read instanceof DialledString.Ours ours ? ours.preAnswers() : List.of();
            ScreenLimit limit = random.nextBoolean()
                    ? ScreenLimit.DEFAULT
                    : new ScreenLimit(60 + random.nextInt(123), 40 + random.nextInt(41));
            String language = random.nextInt(9) == 0 ? "xx" : languages.get(random.nextInt(languages.size()));
            open = true;
            begun = reloads;
            before = new byte[0];
            typed = "";
            Turn turn = menu.start(language, answers, limit);
            follow(menu, turn.position(), turn);
        }

        /** Performs what the engine asks for, until it shows something. */
        private void follow(Menu menu, Position from, Turn first) {
            Turn turn = first;
            for (int actions = 0; turn.step() instanceof Step.Act act; actions++) {
                visited.add(turn.position().screen());
                spend(menu, from, act, actions);
                assertTrue(actions < CIRCLE, () -> "a circle at " + act.action());
                turn = perform(menu, turn.position());
            }
            Position there = turn.position();
            visited.add(there.screen());
            visited.addAll(silent(menu));
            stored = there.octets();
            octets += stored.length;
            assertEquals(there, Position.of(stored));
            turned += there.page() > 0 ? 1 : 0;
            String text = turn.step() instanceof Step.End end ? end.text() : ((Step.Show) turn.step()).text();
            assertTrue(there.limit().fits(text), text);
            assertFalse(text.isBlank(), there.screen());
            open = turn.step() instanceof Step.Show;
            screen = text;
        }

        private void spend(Menu menu, Position from, Step.Act act, int actions) {
            Vocabulary.ActionSpec spec = vocabulary.actions().get(act.action());
            if (spec != null && spec.spends()) {
                Screen shown = menu.definition().screens().get(from.screen());
                assertEquals(0, actions, "nothing lies between the yes and the spending");
                assertTrue(shown instanceof Screen.Confirm, from.screen());
                String yes = ((Screen.Confirm) shown).yes().dial();
                assertEquals(yes, typed.strip());
                assertTrue(screen.lines().anyMatch(line -> line.startsWith(yes + " ")), screen);
                spent++;
            }
        }

        private Turn perform(Menu menu, Position position) {
            Screen.Action action = (Screen.Action)
                    Objects.requireNonNull(menu.definition().screens().get(position.screen()));
            List<String> outcomes = new ArrayList<>(new TreeSet<>(action.on().keySet()));
            outcomes.add("SOMETHING_NEW");
            String outcome = action.on().containsKey("OK") && random.nextInt(3) > 0
                    ? "OK"
                    : outcomes.get(random.nextInt(outcomes.size()));
            List<String> languages = menu.definition().languages();
            List<Row> rows = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                rows.add(new Row("012345678" + (i + 10), values(action.columns())));
            }
            return menu.resume(
                    random.nextInt(9) == 0
                            ? position.speaking(languages.get(random.nextInt(languages.size())))
                            : position,
                    outcome,
                    values(action.gives()),
                    random.nextBoolean() ? rows : List.of());
        }

        private Map<String, String> values(Map<String, Integer> names) {
            Map<String, String> values = new HashMap<>();
            new TreeSet<>(names.keySet())
                    .forEach(name -> values.put(
                            name,
                            random.nextBoolean()
                                    ? String.valueOf(random.nextInt(3))
                                    : RUBBISH.get(random.nextInt(RUBBISH.size()))));
            return values;
        }

        /** Mostly what the screen offers, so that one gets somewhere. */
        private String input() {
            List<String> offered = screen.lines()
                    .filter(line -> line.matches("[0-9]{1,2} .*"))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .toList();
            int dice = random.nextInt(10);
            if (dice < 5 && !offered.isEmpty()) {
                return offered.get(random.nextInt(offered.size()));
            }
            return switch (dice) {
                case 5 -> String.valueOf(random.nextInt(60));
                case 6, 7 -> "500";
                case 8 -> "01234567890";
                default -> RUBBISH.get(random.nextInt(RUBBISH.size()));
            };
        }
    }

    /** Nobody sees them. */
    private static Set<String> silent(Menu menu) {
        Set<String> silent = new HashSet<>();
        menu.definition().screens().forEach((name, screen) -> {
            if (screen instanceof Screen.Switch) {
                silent.add(name);
            }
        });
        return silent;
    }
}
