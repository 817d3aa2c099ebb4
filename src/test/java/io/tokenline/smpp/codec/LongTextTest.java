package io.tokenline.smpp.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LongTextTest {

    @Test
    void aTextOfOneHundredAndSixtySeptetsIsOneMessage() {
        assertEquals(1, split("x".repeat(160)).size());
        assertEquals(1, split("€".repeat(80)).size());
        assertEquals(2, split("x".repeat(161)).size());
        assertEquals(2, split("€".repeat(80) + "x").size());
    }

    @Test
    void aTextThatTheAlphabetLacksIsUcs2OfSeventyToAMessage() {
        LongText one = LongText.of("ê".repeat(70), Alphabet.GSM, Concatenation.UDH8, 1);
        assertEquals(8, one.dataCoding());
        assertEquals(1, one.parts().size());
        assertEquals(140, one.parts().get(0).text().length);
        LongText two = LongText.of("ê".repeat(71), Alphabet.GSM, Concatenation.UDH8, 1);
        assertEquals(6 + 134, two.parts().get(0).text().length);
        assertEquals(6 + 8, two.parts().get(1).text().length);
    }

    @ParameterizedTest
    @CsvSource({
        "UDH8, a, 159",
        "UDH8, ê, 140",
        "UDH16, a, 159",
        "UDH16, ê, 139",
        "SAR, a, 152",
        "SAR, ê, 132",
    })
    void eachWayFillsItsPartsAndTheyComeBackTogether(Concatenation way, String letter, int octets) {
        String text = letter.repeat(400);
        LongText sent = LongText.of(text, Alphabet.GSM, way, 0x1A7);
        assertEquals(octets, sent.parts().get(0).text().length);
        StringBuilder back = new StringBuilder();
        for (LongText.Part part : sent.parts()) {
            UserData data = part.esmClass() == 0x40 ? UserData.parse(part.text()) : UserData.alone(part.text());
            back.append(TextCoding.decode(sent.dataCoding(), data.text(), Alphabet.GSM));
        }
        assertEquals(text, back.toString());
    }

    @Test
    void theWaysWriteTheirReferences() {
        LongText.Part udh8 = part(Concatenation.UDH8);
        assertEquals(0x40, udh8.esmClass());
        assertArrayEquals(new byte[] {5, 0, 3, (byte) 0xA7, 3, 2}, Arrays.copyOf(udh8.text(), 6));
        LongText.Part udh16 = part(Concatenation.UDH16);
        assertEquals(0x40, udh16.esmClass());
        assertArrayEquals(new byte[] {6, 8, 4, 1, (byte) 0xA7, 3, 2}, Arrays.copyOf(udh16.text(), 7));
        LongText.Part sar = part(Concatenation.SAR);
        assertEquals(0, sar.esmClass());
        assertEquals(
                List.of("524 [1, -89]", "526 [3]", "527 [2]"),
                sar.parameters().stream()
                        .map(tlv -> tlv.tag() + " " + Arrays.toString(tlv.value()))
                        .toList());
    }

    private static LongText.Part part(Concatenation way) {
        return LongText.of("x".repeat(400), Alphabet.GSM, way, 0x1A7).parts().get(1);
    }

    @Test
    void aPayloadIsTheWholeTextInOneMessageAndOnlyWhereItIsLong() {
        LongText.Part whole = LongText.of("x".repeat(400), Alphabet.GSM, Concatenation.PAYLOAD, 1)
                .parts()
                .get(0);
        assertEquals(0, whole.text().length);
        assertEquals(0x0424, whole.parameters().get(0).tag());
        assertEquals(400, whole.parameters().get(0).value().length);
        LongText.Part shorter = LongText.of("x".repeat(160), Alphabet.GSM, Concatenation.PAYLOAD, 1)
                .parts()
                .get(0);
        assertEquals(160, shorter.text().length);
        assertEquals(List.of(), shorter.parameters());
    }

    @ParameterizedTest
    @EnumSource(Concatenation.class)
    void noPairIsTornAndNothingIsLostBelowTheCap(Concatenation way) {
        Random random = new Random(3);
        String[] alphabets = {"a€", "ê\uD83D\uDCA1", "ç…", "[~x"};
        for (int i = 0; i < 400; i++) {
            String letters = alphabets[i % alphabets.length];
            StringBuilder text = new StringBuilder();
            for (int c = 20 + random.nextInt(280); c > 0; c--) {
                text.appendCodePoint(letters.codePoints()
                        .skip(random.nextInt((int) letters.codePoints().count()))
                        .findFirst()
                        .orElseThrow());
            }
            StringBuilder back = new StringBuilder();
            LongText sent = LongText.of(text.toString(), Alphabet.GSM, way, i);
            for (LongText.Part part : sent.parts()) {
                byte[] octets = octets(part);
                String piece = TextCoding.decode(sent.dataCoding(), octets, Alphabet.GSM);
                assertNotEquals(' ', piece.charAt(piece.length() - 1), "a lonely escape is read as a space");
                assertFalse(Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
                back.append(piece);
            }
            String plain = sent.dataCoding() == 0 ? Gsm7.simplified(text.toString()) : text.toString();
            assertEquals(sent.parts().size() == LongText.MAX_PARTS ? back.toString() : plain, back.toString());
            assertTrue(plain.startsWith(back.toString()));
        }
    }

    private static byte[] octets(LongText.Part part) {
        if (part.esmClass() == 0x40) {
            return UserData.parse(part.text()).text();
        }
        return part.text().length == 0 ? part.parameters().get(0).value() : part.text();
    }

    @Test
    void aTextBeyondTenPartsIsCut() {
        assertEquals(LongText.MAX_PARTS, split("x".repeat(5_000)).size());
        assertEquals(
                1_530,
                LongText.of("x".repeat(5_000), Alphabet.GSM, Concatenation.PAYLOAD, 1)
                        .parts()
                        .get(0)
                        .parameters()
                        .get(0)
                        .value()
                        .length);
    }

    @ParameterizedTest
    @CsvSource({
        "GSM, Bei @ 5 £, 0",
        "LATIN1, Bei @ 5 £, 0",
        "ASCII, Bei @ 5, 0",
        "ASCII, Bei @ 5 £, 8",
        "LATIN1, 5 €, 8",
        "LATIN1, être, 8",
        "GSM, être, 8",
        "GSM, ça … va “bien”, 0",
        "LATIN1, ça … va, 0"
    })
    void theDefaultAlphabetIsUsedWhereNothingIsLost(Alphabet alphabet, String text, int coding) {
        LongText sent = LongText.of(text, alphabet, Concatenation.UDH8, 1);
        assertEquals(coding, sent.dataCoding());
        String expected = coding == 0 ? Gsm7.simplified(text) : text;
        assertEquals(expected, TextCoding.decode(coding, sent.parts().get(0).text(), alphabet));
    }

    @Test
    void swahiliEnglishAndSomaliFitTheDefaultAlphabetAndFrenchMostly() {
        assertTrue(Alphabet.GSM.holds("Karibu! Weka nambari ya mita, kiasi: KES 50 hadi 20,000"));
        assertTrue(Alphabet.GSM.holds("Ku soo dhawow! Geli lambarka mitirka, qaddarka: 50 ilaa 20,000"));
        assertTrue(Alphabet.GSM.holds("Entrez le numéro du compteur, à payer : où ça ?"));
        assertFalse(Alphabet.GSM.holds("Vous êtes connecté"));
    }

    @Test
    void aScreenIsCutToItsSeptetsAndNeverInAPair() {
        assertEquals(182, screen("x".repeat(200)).octets().length);
        assertTrue(screen("x".repeat(200)).cut());
        assertFalse(screen("x".repeat(182)).cut());
        assertEquals(181, screen("x".repeat(181) + "€").octets().length);
        assertEquals(182, screen("x".repeat(180) + "€€").octets().length);
    }

    @Test
    void aScreenInUcs2HasEightyCharacters() {
        LongText.Screen screen = screen("ê".repeat(100));
        assertTrue(screen.unicode());
        assertEquals(160, screen.octets().length);
        assertTrue(new String(screen("ê".repeat(78) + "\uD83D\uDCA1".repeat(5)).octets(), StandardCharsets.UTF_16BE)
                .matches("ê{78}(\uD83D\uDCA1)?"));
    }

    private static LongText.Screen screen(String text) {
        return LongText.screen(text, Alphabet.GSM, 182);
    }

    private static List<LongText.Part> split(String text) {
        return LongText.of(text, Alphabet.GSM, Concatenation.UDH8, 1).parts();
    }
}
