package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a value holds, it comes out of its answer as it went in. */
class EscapeTest {

    private static final String CLEAN = "a&b=c+d <\"'/\\>%41 {text} ]]> €é ሰ 😀\n$1\t";
    private static final String CONTROLS = "\u0000\u0001\u001b\r";

    @Test
    void aJsonStringHoldsEveryCharacter() {
        String value = CLEAN + CONTROLS;
        try (JsonReader reader = Json.createReader(new StringReader("{\"v\":\"" + Escape.JSON.of(value) + "\"}"))) {
            assertEquals(value, reader.readObject().getString("v"));
        }
    }

    @Test
    void anXmlElementHoldsWhatXmlCanHold() throws Refused {
        byte[] document = ("<a><v>" + Escape.XML.of(CLEAN + CONTROLS) + "</v></a>").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                CLEAN + "?".repeat(CONTROLS.length()),
                BodyForm.XML.read(document, StandardCharsets.UTF_8).get("v"));
    }

    @Test
    void aFormValueHoldsEveryCharacter() throws Refused {
        String value = CLEAN + CONTROLS;
        String form = "v=" + Escape.URL.of(value) + "&w=1";
        assertEquals(value, BodyForm.form(form, StandardCharsets.UTF_8).get("v"));
        assertEquals(value, URLDecoder.decode(Escape.URL.of(value), StandardCharsets.UTF_8));
    }

    @Test
    void plainTextIsLeftAsItIs() {
        assertEquals(CLEAN, Escape.NONE.of(CLEAN));
    }

    @Test
    void aValueThatLooksLikeAPlaceIsNotFilledInAgain() {
        AnswerForm.Template template = new AnswerForm.Template("{text} {user} {#user} {#text}", Map.of());
        AnswerForm form = new AnswerForm("application/json", Escape.JSON, template, template, template);
        String body =
                form.filled(template, Map.of("text", "{user}", "user", "17")).body();
        assertEquals("{user} 17 17 \"{user}\"", body);
        assertTrue(form.filled(template, Map.of()).body().startsWith("  \"\""), body);
    }
}
