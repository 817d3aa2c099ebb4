package io.tokenline.token.sts;

/**
 * Lets a meter connect again after its cover was opened (class 2, sub-class 5; IEC 62055-41, 6.2).
 *
 * @param rnd 0 to 15, a random number without meaning to the meter
 * @param tid minute of issue
 */
public record ClearTamperCondition(int rnd, TokenIdentifier tid) implements StsToken {

    static final int SUB_CLASS = 5;

    public ClearTamperCondition {
        Fields.requireRnd(rnd);
    }

    @Override
    public DataBlock block() {
        return Fields.identified(DataBlock.of(2, SUB_CLASS), rnd, tid);
    }

    static DecodeResult read(DataBlock block, BaseDate baseDate) {
        if (Fields.value(block) != 0) {
            return new DecodeResult.Malformed("the padding is not 0");
        }
        return new DecodeResult.Decoded(new ClearTamperCondition(Fields.rnd(block), Fields.tid(block, baseDate)));
    }
}
