package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.ussd.menu.ScreenLimit;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MenuPlayTest {

    @Test
    void aPurchaseIsPlayedToItsEnd() throws IOException {
        String played = play("\n1\nOK\n2\n1\n500\nOK\n12.50\n1\nOK\nA1B2C3\n");
        assertTrue(played.contains("| 1 number of 012"), played);
        assertTrue(played.contains("| Pay KES 500.00\n"), played);
        assertTrue(played.contains("| Request A1B2C3.\n+---\nThe dialog is over.\n"), played);
    }

    @Test
    void anotherOutcomeLeadsAnotherWayAndTheInputMayEndAnywhere() throws IOException {
        assertTrue(
                play("*120*55*1*01234567890*500#\nOK\n0\nMETER_UNKNOWN\n").contains("| We do not know 01234567890.\n"));
        assertTrue(play("*1#\n").contains("That is not *120*55#\n"));
        assertTrue(play("\n4\n").contains("98 More"));
    }

    private static String play(String typed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MenuPlay(
                        new BufferedReader(new StringReader(typed)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        Everything.menu())
                .play("en", ScreenLimit.DEFAULT);
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
