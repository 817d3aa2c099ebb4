package io.tokenline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void whatASpreadsheetWouldTakeForAFormulaComesBackAsItWas() {
        Header header = Header.read(1, List.of("drn", "name"), fault -> {}).orElseThrow();
        for (String text : List.of("=1+1", "+254", "-", "@x", "'=x", "'", "''", "plain")) {
            Cells cells = new Cells(header, 2, List.of("", Cells.defused(text)), fault -> {});
            assertEquals(text, cells.value(Column.NAME).orElseThrow());
        }
    }
}
