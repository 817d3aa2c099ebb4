package io.tokenline.token.sts;

/**
 * Sets one value out of the extended token set (class 2, sub-class 10; STS 202-5).
 *
 * @param rnd 0 to 15, a random number without meaning to the meter
 * @param tid minute of issue
 * @param index which value: 0 to 63; 63 sets flags, 0 a control value
 * @param value 0 to 1023
 */
public record SetExtendedValue(int rnd, TokenIdentifier tid, int index, int value) implements StsToken {

    static final int SUB_CLASS = 10;
    private static final int INDEX = 26;
    private static final int INDEX_BITS = 6;
    private static final int VALUE_BITS = 10;

    public SetExtendedValue {
        Fields.requireRnd(rnd);
        Fields.requireWithin(index, INDEX_BITS);
        Fields.requireWithin(value, VALUE_BITS);
    }

    @Override
    public DataBlock block() {
        return Fields.identified(DataBlock.of(2, SUB_CLASS), rnd, tid)
                .with(INDEX, INDEX_BITS, index)
                .with(Fields.VALUE, VALUE_BITS, value);
    }

    static SetExtendedValue read(DataBlock block, BaseDate baseDate) {
        return new SetExtendedValue(
                Fields.rnd(block), Fields.tid(block, baseDate), (int) block.field(INDEX, INDEX_BITS), (int)
                        block.field(Fields.VALUE, VALUE_BITS));
    }
}
