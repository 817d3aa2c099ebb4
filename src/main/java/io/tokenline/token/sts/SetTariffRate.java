package io.tokenline.token.sts;

/**
 * Sets the rate at which a meter prices for itself (class 2, sub-class 2; IEC 62055-41, 6.2).
 *
 * @param rnd 0 to 15, a random number without meaning to the meter
 * @param tid minute of issue
 * @param rate 16 bits; the standard leaves their meaning open
 */
public record SetTariffRate(int rnd, TokenIdentifier tid, int rate) implements StsToken {

    static final int SUB_CLASS = 2;

    public SetTariffRate {
        Fields.requireRnd(rnd);
        Fields.requireWithin(rate, 16);
    }

    @Override
    public DataBlock block() {
        return Fields.identified(DataBlock.of(2, SUB_CLASS), rnd, tid).with(Fields.VALUE, 16, rate);
    }

    static SetTariffRate read(DataBlock block, BaseDate baseDate) {
        return new SetTariffRate(Fields.rnd(block), Fields.tid(block, baseDate), Fields.value(block));
    }
}
