package io.tokenline.token.sts;

/**
 * Sets the factor of a water meter (class 2, sub-class 7; IEC 62055-41, 6.2).
 *
 * @param rnd 0 to 15, a random number without meaning to the meter
 * @param tid minute of issue
 * @param factor 16 bits; the standard leaves their meaning to water meters
 */
public record SetWaterMeterFactor(int rnd, TokenIdentifier tid, int factor) implements StsToken {

    static final int SUB_CLASS = 7;

    public SetWaterMeterFactor {
        Fields.requireRnd(rnd);
        Fields.requireWithin(factor, 16);
    }

    @Override
    public DataBlock block() {
        return Fields.identified(DataBlock.of(2, SUB_CLASS), rnd, tid).with(Fields.VALUE, 16, factor);
    }

    static SetWaterMeterFactor read(DataBlock block, BaseDate baseDate) {
        return new SetWaterMeterFactor(Fields.rnd(block), Fields.tid(block, baseDate), Fields.value(block));
    }
}
