package io.tokenline.smpp.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCodingTest {

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x0F, 0x40, 0xC0, 0xD0, 0xF0, 0xF1, 0xF3, 0x99})
    void gsmSevenBitIsTheDefault(int coding) {
        assertEquals("@£[€]", decode(coding, Gsm7.encode("@£[€]")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x48, 0x18, 0xE0})
    void ucs2IsBigEndianAndAnOddOctetIsDropped(int coding) {
        byte[] text = "Ħabari ไ".getBytes(StandardCharsets.UTF_16BE);
        byte[] odd = Arrays.copyOf(text, text.length + 1);
        assertEquals("Ħabari ไ", decode(coding, text));
        assertEquals("Ħabari ไ", decode(coding, odd));
        assertEquals("", decode(coding, new byte[] {1}));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x03, 0x04, 0xF4, 0xF5, 0x44})
    void eightBitIsLatin1(int coding) {
        assertEquals("é$@", decode(coding, "é$@".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void asciiIsAscii() {
        assertEquals("*120*55# $@_", decode(0x01, "*120*55# $@_".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void codingZeroIsWhatThePeerMeansByIt() {
        byte[] octets = {'$', (byte) 0xE9, '@'};
        assertEquals("$é@", TextCoding.decode(0, octets, Alphabet.LATIN1));
        assertEquals("$\uFFFD@", TextCoding.decode(0, octets, Alphabet.ASCII));
        assertEquals("¤i¡", TextCoding.decode(0, octets, Alphabet.GSM));
        assertEquals("¤i¡", TextCoding.decode(0x0F, octets, Alphabet.LATIN1), "only zero is open");
    }

    private static String decode(int coding, byte[] octets) {
        return TextCoding.decode(coding, octets, Alphabet.GSM);
    }

    @Test
    void noCodingAndNoOctetsEverFail() {
        Random random = new Random(11);
        for (int coding = 0; coding < 256; coding++) {
            for (int length = 0; length < 9; length++) {
                byte[] octets = new byte[length];
                random.nextBytes(octets);
                assertNotNull(decode(coding, octets));
            }
        }
    }
}
