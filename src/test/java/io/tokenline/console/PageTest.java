package io.tokenline.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void withoutParametersTheListBeginsAtItsBeginning() {
        assertEquals(new Page("", 50), Page.of(null, null));
        assertEquals(new Page("", 50), Page.of("", ""));
        assertEquals(Long.MAX_VALUE, Page.of(null, null).afterId(Long.MAX_VALUE));
    }

    @Test
    void bothParametersAreTaken() {
        assertEquals(new Page("wanjiku", 1), Page.of("wanjiku", "1"));
        assertEquals(new Page("17", 500), Page.of("17", "500"));
        assertEquals(17, Page.of("17", "500").afterId(0));
    }

    @Test
    void aLimitThatNoPageHasIsRefused() {
        for (String limit : List.of("0", "501", "-1", "many", "1.5", "99999999999", " 1")) {
            assertEquals(
                    400, assertThrows(Refusal.class, () -> Page.of(null, limit)).status(), limit);
        }
        assertThrows(IllegalArgumentException.class, () -> new Page("", 0));
        assertThrows(IllegalArgumentException.class, () -> new Page("", 501));
    }

    @Test
    void aKeyThatCannotBeOneIsRefused() {
        assertThrows(Refusal.class, () -> Page.of("x".repeat(121), null));
        for (String after : List.of("wanjiku", "-1", "9999999999999999999")) {
            Page page = Page.of(after, null);
            assertThrows(Refusal.class, () -> page.afterId(0), after);
        }
    }
}
