package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialledCodeTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // agreed, told, text, dialled
                "*120*55#, '', '', *120*55#",
                "*120*55#, *120*55#, '', *120*55#",
                "*120*55#, 120*55, 1*2, *120*55*1*2#",
                "*120*55#, '', *120*55#, *120*55#",
                "*120*55#, '', 120*55, *120*55#",
                "*120*55#, '', 120*55*1*2, *120*55*1*2#",
                "*120*55#, '', *120*55*1**300#, *120*55*1**300#",
                "*120*55#, *120*55#, *120*55*1#, *120*55*1#",
                "*120*55#, '', 1, *120*55*1#",
                "*120*55#, '', *999#, *999#",
                "*120*55#, '', 999#, *999#",
                "*120*55#, *999#, 1, *999*1#",
                "*384*7#, *384*7#, 1, *120*55*1#",
                "*384*7#, '', *384*7*1#, *120*55*1#",
                "*384*7#, *120*55#, '', *120*55#",
                "*384#, '', 384*1, *120*55*1#",
            })
    void whatWasDialledIsRebuilt(String agreed, String told, String text, String dialled) {
        assertEquals(dialled, DialledCode.rebuild(Bed.CODE, agreed, told, text));
    }
}
