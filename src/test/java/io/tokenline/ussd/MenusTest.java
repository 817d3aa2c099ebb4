package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import io.tokenline.yaml.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A menu whose file changes while customers are in it. */
class MenusTest {

    private static final Logger LOGGER = Logger.getLogger(Menus.class.getName());
    private static final Msisdn PHONE = new Msisdn("254700123456");

    private final Lines log = new Lines();

    @TempDir
    private Path folder;

    private Path file;
    private Menus menus;

    @BeforeEach
    void begin() throws IOException {
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(Level.ALL);
        LOGGER.addHandler(log);
        file = folder.resolve("small.yaml");
        write("Hello");
        menus = ServedMenu.menus(file);
    }

    @AfterEach
    void listenNoLonger() {
        LOGGER.removeHandler(log);
    }

    @Test
    void aChangedFileIsServedFromTheNextDialOn() throws IOException {
        String before = menus.state().version();
        write("Good day");
        assertEquals(before, menus.state().version());
        menus.refresh();
        assertEquals("Good day", firstLine());
        assertEquals(List.of(before), menus.state().kept());
        assertEquals(1, log.lines.size());
        menus.refresh();
        assertEquals(1, log.lines.size());
    }

    @Test
    void aFaultyFileKeepsTheRunningVersionAndEachFaultIsLoggedOnce() throws IOException {
        String before = menus.state().version();
        Files.writeString(
                file, MenuLintTest.VALID.replace("goto: meter}", "goto: metre}").replace("type: money", "type: cash"));
        menus.refresh();
        menus.refresh();
        assertEquals(before, menus.state().version());
        List<String> faults =
                menus.state().faults().stream().map(Fault::toString).toList();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains("there is no screen 'metre'")), faults.toString());
        assertTrue(faults.stream().anyMatch(fault -> fault.contains("unknown input type 'cash'")), faults.toString());
        for (String fault : faults) {
            assertEquals(
                    1, log.lines.stream().filter(("TKL-2016 " + fault)::equals).count(), fault);
        }
        write("Good day");
        menus.refresh();
        assertEquals(List.of(), menus.state().faults());
        assertEquals("Good day", firstLine());
    }

    @Test
    void aFileThatIsGoneKeepsTheRunningVersion() throws IOException {
        Files.delete(file);
        menus.refresh();
        menus.refresh();
        assertEquals("Hello", firstLine());
        assertEquals(1, menus.state().faults().size());
        assertEquals(2, log.lines.size(), log.lines.toString());
        write("Hello");
        menus.refresh();
        assertEquals(List.of(), menus.state().faults());
    }

    @Test
    void aFileBeyondAllBoundsIsNotRead() throws IOException {
        Files.writeString(file, "# ".repeat(1024 * 1024));
        menus.refresh();
        assertTrue(menus.state().faults().get(0).text().contains("more than"));
    }

    @Test
    void aServerDoesNotStartOnAFaultyFile() throws IOException {
        Files.writeString(file, "service: small");
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> ServedMenu.menus(file));
        assertTrue(String.valueOf(failure.getMessage()).contains("has no 'screens'"), failure.getMessage());
        assertThrows(IllegalStateException.class, () -> ServedMenu.menus(folder.resolve("none.yaml")));
    }

    @Test
    void aDialogEndsOnTheVersionItBeganWith() throws IOException {
        Dialogs dialogs = ServedMenu.dialogs(menus, new Nothing(), 10, new TestClock());
        assertTrue(dialogs.next(step(UssdRequest.Kind.BEGIN, "*120*55#")).text().startsWith("Hello\n"));
        write("Good day");
        menus.refresh();
        assertTrue(dialogs.next(step(UssdRequest.Kind.ANSWER, "9")).text().contains("\nHello\n"));
        assertTrue(dialogs.next(step(UssdRequest.Kind.BEGIN, "*120*55#")).text().startsWith("Good day\n"));
    }

    @Test
    void onlySoManyVersionsAreKeptAndADialogOnAForgottenOneIsOver() throws IOException {
        Dialogs dialogs = ServedMenu.dialogs(menus, new Nothing(), 10, new TestClock());
        dialogs.next(step(UssdRequest.Kind.BEGIN, "*120*55#"));
        String first = menus.state().version();
        for (int i = 0; i < Menus.KEPT; i++) {
            write("Hello " + i);
            menus.refresh();
        }
        assertTrue(menus.of(first).isPresent());
        write("Good day");
        menus.refresh();
        assertEquals(Menus.KEPT, menus.state().kept().size());
        assertFalse(menus.of(first).isPresent());
        assertEquals(UssdReply.end("Over."), dialogs.next(step(UssdRequest.Kind.ANSWER, "1")));
        assertEquals(0, dialogs.open());
    }

    @Test
    void aVersionThatComesBackIsServedAgain() throws IOException {
        String first = menus.state().version();
        write("Good day");
        menus.refresh();
        write("Hello");
        menus.refresh();
        assertEquals(first, menus.state().version());
        assertEquals(1, menus.state().kept().size());
    }

    private void write(String greeting) throws IOException {
        Files.writeString(file, MenuLintTest.VALID.replace("en: Hello", "en: " + greeting));
    }

    private String firstLine() {
        Dialogs dialogs = ServedMenu.dialogs(menus, new Nothing(), 10, new TestClock());
        return dialogs.next(step(UssdRequest.Kind.BEGIN, "*120*55#"))
                .text()
                .lines()
                .findFirst()
                .orElse("");
    }

    private static UssdRequest step(UssdRequest.Kind kind, String text) {
        return new UssdRequest("sandbox", PHONE, "7", kind, text);
    }

    private static final class Nothing implements Actions {

        @Override
        public ActionResult perform(String action, DialogContext context) {
            return ActionResult.of(Outcome.OK);
        }

        @Override
        public String languageOf(Msisdn msisdn) {
            return "en";
        }
    }

    private static final class Lines extends Handler {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {
            // kept in memory
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
