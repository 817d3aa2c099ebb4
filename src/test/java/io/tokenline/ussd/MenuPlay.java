package io.tokenline.ussd;

import io.tokenline.Outcome;
import io.tokenline.ussd.menu.DialledString;
import io.tokenline.ussd.menu.Menu;
import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.MenuText;
import io.tokenline.ussd.menu.Position;
import io.tokenline.ussd.menu.Row;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.ScreenLimit;
import io.tokenline.ussd.menu.Step;
import io.tokenline.ussd.menu.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plays a menu in a terminal, without a server: {@code mvn -Pmenu}. What an action would come to is asked of whoever
 * plays. Before, it draws the graphs of the documentation anew.
 *
 * <p>{@code -Dmenu=FILE -Dlanguage=sw -Dlimit=160} choose another menu, language and length of screen.
 */
public final class MenuPlay {

    private static final String CODE = "*120*55#";

    private final BufferedReader in;
    private final PrintStream out;
    private final Menu menu;

    MenuPlay(BufferedReader in, PrintStream out, Menu menu) {
        this.in = in;
        this.out = out;
        this.menu = menu;
    }

    /** Draws, then plays until the input ends. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        MenuReader reader = new MenuReader(Vocabulary.prepaid(PrepaidMenu.types(Currency.getInstance("KES"))));
        String drawn = MenuDrawing.document(reader);
        if (!drawn.equals(Files.readString(MenuDrawing.DOCUMENT))) {
            Files.writeString(MenuDrawing.DOCUMENT, drawn);
            out.println("The graphs in " + MenuDrawing.DOCUMENT + " are drawn anew.");
        }
        Path file =
                Path.of(System.getProperty("menu", MenuDrawing.files().get(0).toString()));
        MenuDefinition definition = reader.faultless(file.toString(), Files.readString(file));
        Menu menu = new Menu(definition, Map.of("code", CODE, "sms", "12055", MenuText.CURRENCY, "KES"));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String language = System.getProperty("language", definition.languages().get(0));
        new MenuPlay(in, out, menu)
                .play(language, ScreenLimit.ofSeptets(Integer.getInteger("limit", ScreenLimit.MOST_SEPTETS)));
    }

    /** One dialog after the other, until the input ends. */
    void play(String language, ScreenLimit limit) throws IOException {
        String dialled = ask("Dial, or press Enter for " + CODE, CODE);
        while (dialled != null) {
            if (DialledString.read(dialled, CODE) instanceof DialledString.Ours ours) {
                dialog(menu.start(language, ours.preAnswers(), limit));
            } else {
                out.println("That is not " + CODE);
            }
            dialled = ask("Dial, or press Enter for " + CODE, CODE);
        }
    }

    private void dialog(Turn first) throws IOException {
        @Nullable Turn turn = first;
        while (turn != null && !(turn.step() instanceof Step.End)) {
            if (turn.step() instanceof Step.Act act) {
                turn = perform(turn.position(), act);
                continue;
            }
            show(turn, ((Step.Show) turn.step()).text());
            String answer = ask("Answer", "");
            turn = answer == null ? null : menu.next(turn.position(), answer);
        }
        if (turn != null) {
            show(turn, ((Step.End) turn.step()).text());
            out.println("The dialog is over.");
        }
    }

    private void show(Turn turn, String text) {
        out.println("+--- " + turn.position().screen() + ", " + ScreenLimit.size(text) + " of "
                + turn.position().limit().room(text) + ", " + turn.position().octets().length + " octets kept");
        text.lines().forEach(line -> out.println("| " + line));
        out.println("+---");
    }

    /** What the server would do is made up by whoever plays; Enter takes what mostly happens. */
    private Turn perform(Position position, Step.Act act) throws IOException {
        Screen.Action action = (Screen.Action)
                Objects.requireNonNull(menu.definition().screens().get(position.screen()));
        out.println("The action " + act.action() + " with " + new TreeMap<>(act.args()));
        String outcome = ask("Outcome, one of " + new TreeSet<>(action.on().keySet()), Outcome.OK.name());
        Map<String, String> values = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        if (Outcome.OK.name().equals(outcome)) {
            for (Map.Entry<String, Integer> value : new TreeMap<>(action.gives()).entrySet()) {
                String given = ask("{" + value.getKey() + "}, at most " + value.getValue() + " characters", "1");
                values.put(value.getKey(), given == null ? "" : given);
            }
            for (int i = 1; !action.columns().isEmpty() && i <= 3; i++) {
                String key = "0123456789" + i;
                Map<String, String> columns = new HashMap<>();
                action.columns().keySet().forEach(name -> columns.put(name, name + " of " + key));
                rows.add(new Row(key, columns));
            }
        }
        Position then = position;
        String chosen = act.args().getOrDefault(Dialogs.LANGUAGE, "");
        if (act.action().equals(Dialogs.SET_LANGUAGE)
                && menu.definition().languages().contains(chosen)) {
            then = position.speaking(chosen);
        }
        return menu.resume(then, outcome == null ? "" : outcome, values, rows);
    }

    /** A line of the input, or what stands for an empty one; null at its end. */
    private @Nullable String ask(String what, String otherwise) throws IOException {
        out.print(what + ": ");
        out.flush();
        String line = in.readLine();
        return line == null || !line.isBlank() ? line : otherwise;
    }
}
