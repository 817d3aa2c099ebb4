package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DataBlockTest {

    @Test
    void theCrcOfTheStandardsExamplesComesOut() {
        assertEquals(0x0FFA, Crc16.of(0, 0x004A2D900FF2L));
        assertEquals(0xC207, Crc16.of(0, 0x0B19EB230100L));
        assertEquals(0x0B19EB230100C207L, new DataBlock(0, 0x0B19EB230100L).bits());
    }

    @Test
    void currencyCreditHasACrcOfItsOwn() {
        assertEquals(0x406D6F5160AA72F9L, new DataBlock(0, 0x406D6F5160AAL).bits());
        assertTrue(DataBlock.read(0, 0x406D6F5160AA72F9L).isPresent());
    }

    @Test
    void onlyClass0AndSubClasses4To7HaveIt() {
        for (int tokenClass = 0; tokenClass < 3; tokenClass++) {
            for (int subClass = 0; subClass < 16; subClass++) {
                DataBlock block = DataBlock.of(tokenClass, subClass).with(16, 44, 0x123456789ABL);
                boolean currency = tokenClass == 0 && subClass >= 4 && subClass <= 7;
                int ordinary = Crc16.of(tokenClass, block.content());
                assertEquals(currency, block.crc() != ordinary, block.toString());
            }
        }
    }

    @Test
    void aBlockIsReadOnlyWithItsOwnClass() {
        assertEquals(
                new DataBlock(0, 0x0B19EB230100L),
                DataBlock.read(0, 0x0B19EB230100C207L).orElseThrow());
        assertTrue(DataBlock.read(2, 0x0B19EB230100C207L).isEmpty());
    }

    @Test
    void anyWrongBitIsNoticed() {
        for (int bit = 0; bit < 64; bit++) {
            assertTrue(DataBlock.read(0, 0x0B19EB230100C207L ^ 1L << bit).isEmpty(), "bit " + bit);
        }
    }

    @Test
    void fieldsAreFoundWhereTheyWerePut() {
        DataBlock block =
                DataBlock.of(0, 0).with(56, 4, 0xB).with(32, 24, 0x19EB23).with(16, 16, 0x0100);
        assertEquals(0x0B19EB230100L, block.content());
        assertEquals(0x19EB23, block.field(32, 24));
        assertEquals(block, block.with(32, 24, 0xFFFFFF).with(32, 24, 0x19EB23));
        assertThrows(IllegalArgumentException.class, () -> block.with(56, 4, 16));
        assertThrows(IllegalArgumentException.class, () -> block.with(56, 4, -1));
    }

    @Test
    void aBlockHasAClassAnd48Bits() {
        assertThrows(IllegalArgumentException.class, () -> new DataBlock(4, 0));
        assertThrows(IllegalArgumentException.class, () -> new DataBlock(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new DataBlock(0, 1L << 48));
        assertThrows(IllegalArgumentException.class, () -> DataBlock.of(0, 16));
    }

    @Test
    void itsTextShowsNoField() {
        assertEquals("DataBlock[2.4]", new DataBlock(2, 0x4F15CB1CB375L).toString());
    }
}
