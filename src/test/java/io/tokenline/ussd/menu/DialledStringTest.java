package io.tokenline.ussd.menu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialledStringTest {

    private static final String CODE = "*120*55#";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*120*55#|''",
                "120*55|''",
                "*120*55|''",
                "' *120*55# '|''",
                "*120*55*1#|1",
                "*120*55*1*01234567890*500#|1,01234567890,500",
                "*120*55*1**500#|1,,500",
                "**120*55*1*2|1,2",
            })
    void ourCodeIsReadWithWhatFollowsIt(String dialled, String answers) {
        DialledString.Ours ours = assertInstanceOf(DialledString.Ours.class, DialledString.read(dialled, CODE));
        assertEquals(answers, String.join(",", ours.preAnswers()));
    }

    @Test
    void aClosingStarAsksForTheNextAnswer() {
        assertEquals(new DialledString.Ours(List.of("1", "")), DialledString.read("*120*55*1*#", CODE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*120#", "*120*5#", "*120*555#", "*121*55#", "", "#", "*", "hello", "*55*120#", "120"})
    void anotherCodeIsNotOurs(String dialled) {
        assertInstanceOf(DialledString.Other.class, DialledString.read(dialled, CODE));
    }

    @Test
    void whatNoNetworkCarriesIsTooLong() {
        assertInstanceOf(DialledString.TooLong.class, DialledString.read("*120*55*" + "1".repeat(300) + "#", CODE));
        assertInstanceOf(DialledString.TooLong.class, DialledString.read("*120*55" + "*1".repeat(15) + "#", CODE));
        assertInstanceOf(DialledString.Ours.class, DialledString.read("*120*55" + "*1".repeat(14) + "#", CODE));
        assertInstanceOf(DialledString.Ours.class, DialledString.read("*120*55*" + "1".repeat(173) + "#", CODE), "182");
    }
}
