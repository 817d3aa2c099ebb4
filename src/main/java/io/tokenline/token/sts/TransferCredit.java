package io.tokenline.token.sts;

/**
 * Credit for a meter (class 0, sub-class 0 to 3; IEC 62055-41, 6.2.2).
 *
 * @param commodity electricity, or what else the meter counts
 * @param rnd 0 to 15, a random number without meaning to the meter (6.3.4)
 * @param tid minute of issue
 * @param amount in tenths of kWh, m3 or minutes
 */
public record TransferCredit(Commodity commodity, int rnd, TokenIdentifier tid, Amount16 amount) implements StsToken {

    public TransferCredit {
        Fields.requireRnd(rnd);
    }

    @Override
    public DataBlock block() {
        return Fields.identified(DataBlock.of(0, commodity.code()), rnd, tid).with(Fields.VALUE, 16, amount.code());
    }

    static TransferCredit read(DataBlock block, BaseDate baseDate) {
        return new TransferCredit(
                Commodity.ofCode(block.subClass()),
                Fields.rnd(block),
                Fields.tid(block, baseDate),
                new Amount16(Fields.value(block)));
    }
}
