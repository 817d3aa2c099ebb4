package io.tokenline.token.sts;

/**
 * Asks any meter for tests and displays (class 1; IEC 62055-41, 6.2.3). It is not encrypted and works without a key.
 *
 * @param form for meters with a manufacturer code of 2 or of 4 digits; a vending system offers both
 * @param control one bit a test
 * @param manufacturerCode 0 for every make of meter
 */
public record InitiateMeterTest(Form form, long control, int manufacturerCode) implements StsToken {

    /** How the 44 bits are shared out. */
    public enum Form {
        /** Sub-class 0: 36 control bits, manufacturer code 0 to 99. */
        TWO_DIGITS(0, 36, 99),
        /** Sub-class 1: 28 control bits, manufacturer code 0 to 9999. */
        FOUR_DIGITS(1, 28, 9999);

        private final int subClass;
        private final int controlBits;
        private final int maxCode;

        Form(int subClass, int controlBits, int maxCode) {
            this.subClass = subClass;
            this.controlBits = controlBits;
            this.maxCode = maxCode;
        }

        /** All control bits set: every test. */
        public long everyTest() {
            return (1L << controlBits) - 1;
        }

        private int codeBits() {
            return 44 - controlBits;
        }
    }

    private static final int LOWEST_BIT = 16;

    public InitiateMeterTest {
        if ((control & ~form.everyTest()) != 0) {
            throw new IllegalArgumentException("this form has " + form.controlBits + " control bits");
        }
        if (manufacturerCode < 0 || manufacturerCode > form.maxCode) {
            throw new IllegalArgumentException("a manufacturer code in this form is at most " + form.maxCode);
        }
    }

    /** Every test, for every make of meter. */
    public static InitiateMeterTest every(Form form) {
        return new InitiateMeterTest(form, form.everyTest(), 0);
    }

    @Override
    public DataBlock block() {
        return DataBlock.of(1, form.subClass)
                .with(LOWEST_BIT + form.codeBits(), form.controlBits, control)
                .with(LOWEST_BIT, form.codeBits(), manufacturerCode);
    }

    static DecodeResult read(DataBlock block, Form form) {
        int code = (int) block.field(LOWEST_BIT, form.codeBits());
        if (code > form.maxCode) {
            return new DecodeResult.Malformed("no manufacturer has this code");
        }
        long control = block.field(LOWEST_BIT + form.codeBits(), form.controlBits);
        return new DecodeResult.Decoded(new InitiateMeterTest(form, control, code));
    }
}
