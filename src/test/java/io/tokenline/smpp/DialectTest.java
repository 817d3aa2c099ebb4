package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.Dialect.Meaning;
import io.tokenline.smpp.codec.Alphabet;
import io.tokenline.smpp.codec.Concatenation;
import io.tokenline.smpp.codec.DeliverSm.Address;
import io.tokenline.smpp.codec.Gsm7;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

    @Test
    void everyDialectIsFoundByItsName() {
        Dialects.ALL.forEach(dialect -> assertEquals(dialect, Dialect.named(dialect.name())));
    }

    @Test
    void wordsAfterTheNameChangeIt() {
        Dialect changed = Dialect.named(" Mica  LATIN1 sar address ");
        assertEquals("mica latin1 sar address", changed.name());
        assertEquals(changed, Dialect.named(changed.name()));
        assertEquals(Alphabet.LATIN1, changed.alphabet());
        assertEquals(Concatenation.SAR, changed.concatenation());
        assertEquals("*120*55#", heard(changed, "USSD op=01", "7", "*120*55#").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "standart", "standard utf8", "latin1"})
    void anUnknownNameOrWordIsAnErrorThatSaysWhatThereIs(String name) {
        String message = assertThrows(IllegalArgumentException.class, () -> Dialect.named(name))
                .getMessage();
        assertTrue(String.valueOf(message).matches(".*(standard, mica|gsm, latin1).*"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "standard, USSD op=00, BEGIN_ONLY",
        "standard, USSD op=13, READ",
        "standard, USSD op=23, ANSWER",
        "standard, USSD its=1202, ",
        "mica, USSD op=11 umr=0001, END",
        "mica, USSD op=17 umr=0001, END",
        "6d, USSD op=99 its=1202, ANSWER",
        "6d, USSD op=99 its=1203, END",
        "tata, USSD op=00 its=1202, END",
        "tata, USSD op=13 its=1202, END",
        "smpp-plus, USSD op=92 umr=0001, LAST_ANSWER",
        "final-notify, USSD op=13 umr=0001, READ",
        "final-notify, USSD umr=0001, END",
        "final-notify, USSD, ",
        "service-type, FR, READ",
        "service-type, CN, ANSWER",
        "service-type, CMT, ",
        "service-type, - op=01, ",
        "plain-text, USSD op=01, ANSWER"
    })
    void whatAGatewaySaysHasItsMeaning(String dialect, String wording, Meaning meaning) {
        Optional<Heard> heard = Heard.in(message(wording, "1", "120"), Dialect.named(dialect));
        assertEquals(Optional.ofNullable(meaning), heard.map(Heard::meaning));
    }

    @ParameterizedTest
    @CsvSource({
        "standard, USSD op=12 its=fffe, 255",
        "standard, USSD op=12 its=1205 umr=0007, 18",
        "standard, USSD op=12 umr=ab01, 43777",
        "6d, USSD op=12 its=1202, 2305",
        "6d, USSD op=12 its=1203, 2305",
        "its-raw, USSD op=12 its=1203, 4611",
        "smpp-plus, USSD op=12 ses=ffffffff, 4294967295",
        "smpp-plus, USSD op=12 ses=01, ''",
        "smpp-plus, USSD op=12 its=1202, ''",
        "no-session, USSD op=12 its=1202, ''"
    })
    void theSessionIsWhereTheDialectHasIt(String dialect, String wording, String session) {
        assertEquals(session, heard(Dialect.named(dialect), wording, "1", "120").session());
    }

    @Test
    void aPlainTextThatLooksDialledBegins() {
        assertEquals(
                Meaning.BEGIN,
                heard(Dialects.PLAIN_TEXT, "-", "*120*55#", "120").meaning());
        assertEquals(
                Meaning.BEGIN, heard(Dialects.PLAIN_TEXT, "-", "", "*120*55#").meaning());
        assertEquals(
                Meaning.ANSWER,
                heard(Dialects.PLAIN_TEXT, "-", "12", "*120*55#").meaning());
    }

    private static Heard heard(Dialect dialect, String wording, String text, String destination) {
        return Heard.in(message(wording, text, destination), dialect).orElseThrow();
    }

    private static Incoming message(String wording, String text, String destination) {
        return new Incoming(
                1,
                Wording.serviceType(wording),
                new Address(1, 1, "254700000001"),
                new Address(0, 1, destination),
                0,
                0,
                Gsm7.encode(text),
                Wording.parameters(wording));
    }
}
