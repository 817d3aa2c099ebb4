package io.tokenline.token.sts;

/**
 * One token of a set that gives a meter a new decoder key (class 2, sub-class 3, 4, 8, 9; IEC 62055-41, 6.2). It carries
 * neither TID nor RND, and the meter takes the tokens of a set in any order. No text shows its part of the key.
 */
public sealed interface KeyChangeToken extends StsToken {

    /**
     * Set1stSectionDecoderKey: the first 32 bits of the key.
     *
     * @param kenHigh upper 4 bits of the new KEN
     * @param krn revision of the new vending key
     * @param rollover whether the meter forgets the TIDs it has seen
     * @param kt type of the new key
     * @param keyPart 32 bits
     */
    record First(int kenHigh, KeyRevision krn, boolean rollover, KeyType kt, int keyPart) implements KeyChangeToken {

        static final int SUB_CLASS = 3;

        public First {
            Fields.requireWithin(kenHigh, 4);
        }

        @Override
        public DataBlock block() {
            return DataBlock.of(2, SUB_CLASS)
                    .with(56, 4, kenHigh)
                    .with(52, 4, krn.number())
                    .with(51, 1, rollover ? 1 : 0)
                    .with(48, 2, kt.code())
                    .with(16, 32, Integer.toUnsignedLong(keyPart));
        }

        static DecodeResult read(DataBlock block) {
            int krn = (int) block.field(52, 4);
            if (krn < 1 || krn > 9) {
                return new DecodeResult.Malformed("no key has this revision number");
            }
            if (block.field(50, 1) != 0) {
                return new DecodeResult.Malformed(
                        "it is one of a set of three key-change tokens, which nothing here reads");
            }
            return new DecodeResult.Decoded(new First(
                    (int) block.field(56, 4),
                    new KeyRevision(krn),
                    block.field(51, 1) == 1,
                    KeyType.ofCode((int) block.field(48, 2)),
                    part(block)));
        }

        @Override
        public String toString() {
            return "Set1stSectionDecoderKey";
        }
    }

    /**
     * Set2ndSectionDecoderKey: the last 32 bits of the key.
     *
     * @param kenLow lower 4 bits of the new KEN
     * @param ti new tariff index
     * @param keyPart 32 bits
     */
    record Second(int kenLow, TariffIndex ti, int keyPart) implements KeyChangeToken {

        static final int SUB_CLASS = 4;

        public Second {
            Fields.requireWithin(kenLow, 4);
        }

        @Override
        public DataBlock block() {
            return DataBlock.of(2, SUB_CLASS)
                    .with(56, 4, kenLow)
                    .with(48, 8, ti.number())
                    .with(16, 32, Integer.toUnsignedLong(keyPart));
        }

        static DecodeResult read(DataBlock block) {
            int ti = (int) block.field(48, 8);
            if (ti > 99) {
                return new DecodeResult.Malformed("there is no such tariff index");
            }
            return new DecodeResult.Decoded(new Second((int) block.field(56, 4), new TariffIndex(ti), part(block)));
        }

        @Override
        public String toString() {
            return "Set2ndSectionDecoderKey";
        }
    }

    /**
     * Set3rdSectionDecoderKey: the second 32 bits of a 128-bit key.
     *
     * @param sgcLow lower 12 bits of the new supply group code
     * @param keyPart 32 bits
     */
    record Third(int sgcLow, int keyPart) implements KeyChangeToken {

        static final int SUB_CLASS = 8;

        public Third {
            Fields.requireWithin(sgcLow, 12);
        }

        @Override
        public DataBlock block() {
            return DataBlock.of(2, SUB_CLASS).with(48, 12, sgcLow).with(16, 32, Integer.toUnsignedLong(keyPart));
        }

        static Third read(DataBlock block) {
            return new Third((int) block.field(48, 12), part(block));
        }

        @Override
        public String toString() {
            return "Set3rdSectionDecoderKey";
        }
    }

    /**
     * Set4thSectionDecoderKey: the third 32 bits of a 128-bit key.
     *
     * @param sgcHigh upper 12 bits of the new supply group code
     * @param keyPart 32 bits
     */
    record Fourth(int sgcHigh, int keyPart) implements KeyChangeToken {

        static final int SUB_CLASS = 9;

        public Fourth {
            Fields.requireWithin(sgcHigh, 12);
        }

        @Override
        public DataBlock block() {
            return DataBlock.of(2, SUB_CLASS).with(48, 12, sgcHigh).with(16, 32, Integer.toUnsignedLong(keyPart));
        }

        static Fourth read(DataBlock block) {
            return new Fourth((int) block.field(48, 12), part(block));
        }

        @Override
        public String toString() {
            return "Set4thSectionDecoderKey";
        }
    }

    private static int part(DataBlock block) {
        return (int) block.field(16, 32);
    }
}
