package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Token20Test {

    private static final String LARGEST = "73786976294838206463"; // 2^66 - 1

    @Test
    void theSampleOfTheStandardIsPrintedInGroups() {
        Token20 token = Token20.of(0, 0xC45ED1619406DF95L);
        assertEquals("5104 3465 4434 2085 6213", token.grouped());
        assertEquals(0, token.tokenClass());
        assertEquals(0xC45ED1619406DF95L, token.block());
    }

    @Test
    void classAndBlockComeBackFromTheDigits() {
        Random random = new Random(66);
        for (int i = 0; i < 20_000; i++) {
            int tokenClass = random.nextInt(4);
            long block = random.nextLong() >>> random.nextInt(64);
            Token20 token = Token20.of(tokenClass, block);
            assertEquals(tokenClass, token.tokenClass());
            assertEquals(block, token.block());
            assertEquals(transposed(tokenClass, block), new BigInteger(token.digits()));
        }
    }

    @Test
    void theLimitIs2To66() {
        Token20 largest = Token20.parse(LARGEST).orElseThrow();
        assertEquals(3, largest.tokenClass());
        assertEquals(-1L, largest.block());
        assertTrue(Token20.parse("73786976294838206464").isEmpty());
        assertTrue(Token20.parse("99999999999999999999").isEmpty());
        assertEquals(0, Token20.parse("00000000000000000000").orElseThrow().block());
        assertThrows(IllegalArgumentException.class, () -> new Token20("73786976294838206464"));
    }

    @Test
    void theClassesOwnBitsAreFoundAboveBit63() {
        BigInteger step = BigInteger.ONE.shiftLeft(64);
        for (int top = 1; top < 4; top++) {
            BigInteger number = step.multiply(BigInteger.valueOf(top));
            assertEquals((long) top << 27, new Token20(number.toString()).block());
            long below = ((top - 1L) << 27) | ~(3L << 27);
            assertEquals(below, new Token20(number.subtract(BigInteger.ONE).toString()).block());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5104 3465 4434 2085 6213", "5104-3465-4434-2085-6213", " 51043465443420856213\n"})
    void whatPeopleTypeIsRead(String typed) {
        assertEquals("51043465443420856213", Token20.parse(typed).orElseThrow().digits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5104346544342085621",
                "510434654434208562130",
                "5104346544342085621x",
                "+1043465443420856213"
            })
    void whatIsNoTokenIsNotRead(String typed) {
        assertTrue(Token20.parse(typed).isEmpty());
    }

    @Test
    void neitherItsTextNorAnErrorShowsAToken() {
        assertEquals("5104 **** **** **** ****", new Token20("51043465443420856213").toString());
        String text = assertThrows(IllegalArgumentException.class, () -> new Token20("99999999999999999999"))
                .toString();
        assertFalse(text.contains("9999"), text);
    }

    private static BigInteger transposed(int tokenClass, long block) {
        BigInteger number = new BigInteger(Long.toUnsignedString(block));
        for (int i = 0; i < 2; i++) {
            if (number.testBit(27 + i)) {
                number = number.setBit(64 + i);
            }
            number = (tokenClass >> i & 1) == 1 ? number.setBit(27 + i) : number.clearBit(27 + i);
        }
        return number;
    }
}
