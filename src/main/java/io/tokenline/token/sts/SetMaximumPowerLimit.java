package io.tokenline.token.sts;

/**
 * Sets the power above which a meter disconnects (class 2, sub-class 0; IEC 62055-41, 6.2).
 *
 * @param rnd 0 to 15, a random number without meaning to the meter
 * @param tid minute of issue
 * @param watts in W
 */
public record SetMaximumPowerLimit(int rnd, TokenIdentifier tid, Amount16 watts) implements StsToken {

    static final int SUB_CLASS = 0;

    public SetMaximumPowerLimit {
        Fields.requireRnd(rnd);
    }

    @Override
    public DataBlock block() {
        return Fields.identified(DataBlock.of(2, SUB_CLASS), rnd, tid).with(Fields.VALUE, 16, watts.code());
    }

    static SetMaximumPowerLimit read(DataBlock block, BaseDate baseDate) {
        return new SetMaximumPowerLimit(
                Fields.rnd(block), Fields.tid(block, baseDate), new Amount16(Fields.value(block)));
    }
}
