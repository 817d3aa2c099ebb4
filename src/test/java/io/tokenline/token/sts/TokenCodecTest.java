package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TokenCodecTest {

    private static final TokenCodec CODEC = new TokenCodec(StaTables.sample());
    private static final DecoderKey KEY = key("29D0F7C7FF368F74");

    @Test
    void theFirstCreditOfTheVectorsComesOutAndIsRead() {
        StsToken token = credit(Instant.parse("2016-12-11T15:49:00Z"), 0, 1);
        Token20 digits = CODEC.encode(token, KEY);
        assertEquals("32752264185304834288", digits.digits());
        assertEquals(new DecodeResult.Decoded(token), CODEC.decode("3275 2264 1853 0483 4288", KEY, BaseDate.BD1993));
    }

    @Test
    void aWrongDigitIsNoticed() {
        String good = "32752264185304834288";
        int passed = 0;
        for (int i = 0; i < good.length(); i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String typed = good.substring(0, i) + digit + good.substring(i + 1);
                if (!typed.equals(good) && CODEC.decode(typed, KEY, BaseDate.BD1993) instanceof DecodeResult.Decoded) {
                    passed++;
                }
            }
        }
        assertEquals(0, passed);
    }

    @Test
    void aTokenForAnotherMeterHasAWrongCrc() {
        assertEquals(
                new DecodeResult.WrongCrc(),
                CODEC.decode("32752264185304834288", key("E653341F9D5BF36F"), BaseDate.BD1993));
    }

    @Test
    void whatIsNoTokenIsMalformed() {
        assertInstanceOf(DecodeResult.Malformed.class, CODEC.decode("1234", KEY, BaseDate.BD1993));
        assertInstanceOf(DecodeResult.Malformed.class, CODEC.decode("9".repeat(20), KEY, BaseDate.BD1993));
    }

    @Test
    void aKindThatNobodyReadsIsNamed() {
        for (int subClass = 8; subClass < 16; subClass++) {
            Token20 token = CODEC.encode(DataBlock.of(0, subClass), KEY);
            assertEquals(new DecodeResult.KindNotRead(0, subClass), CODEC.decode(token, KEY, BaseDate.BD1993));
        }
    }

    @Test
    void classThreeIsNeitherMadeNorRead() {
        assertThrows(IllegalArgumentException.class, () -> CODEC.encode(DataBlock.of(3, 0), KEY));
        assertInstanceOf(DecodeResult.Malformed.class, CODEC.decode(Token20.of(3, 12345), KEY, BaseDate.BD1993));
    }

    @Test
    void onlyClassOneGoesUnencrypted() {
        DataBlock test = new DataBlock(1, 0x0FFFFFFFFF00L);
        assertEquals("56493153725450313471", TokenCodec.encodeClear(test).digits());
        assertEquals(TokenCodec.encodeClear(test), CODEC.encode(test, KEY));
        assertThrows(IllegalArgumentException.class, () -> TokenCodec.encodeClear(DataBlock.of(0, 0)));
    }

    @Test
    void rndHasFourBits() {
        Instant noon = Instant.parse("2016-12-11T12:00:00Z");
        assertThrows(IllegalArgumentException.class, () -> credit(noon, 16, 1));
        assertThrows(IllegalArgumentException.class, () -> credit(noon, -1, 1));
    }

    private static StsToken credit(Instant issue, int rnd, long tenths) {
        return new TransferCredit(
                Commodity.ELECTRICITY,
                rnd,
                TokenIdentifier.at(BaseDate.BD1993, issue).orElseThrow(),
                Amount16.atLeast(tenths).orElseThrow());
    }

    private static DecoderKey key(String hex) {
        return new DecoderKey(EncryptionAlgorithm.EA07, HexFormat.of().parseHex(hex));
    }
}
