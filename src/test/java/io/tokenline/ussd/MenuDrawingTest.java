package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MenuDrawingTest {

    @Test
    void theGraphsInTheDocumentationAreThoseOfTheMenus() throws IOException {
        assertEquals(
                MenuDrawing.document(ServedMenu.reader()),
                Files.readString(MenuDrawing.DOCUMENT),
                "run mvn -Pmenu, which draws them again");
    }
}
