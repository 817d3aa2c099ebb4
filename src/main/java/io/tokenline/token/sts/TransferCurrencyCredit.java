package io.tokenline.token.sts;

/**
 * Credit in money for a meter that prices for itself (class 0, sub-class 4 to 7; IEC 62055-41 edition 3, 6.2.2). It has
 * no RND.
 *
 * @param commodity what the money is for
 * @param tid minute of issue
 * @param amount in the meter's currency; negative takes credit away
 */
public record TransferCurrencyCredit(Commodity commodity, TokenIdentifier tid, Amount20 amount) implements StsToken {

    private static final int FIRST_SUB_CLASS = 4;

    @Override
    public DataBlock block() {
        int signAndExponent = amount.code() >>> 16;
        return Fields.identified(DataBlock.of(0, FIRST_SUB_CLASS + commodity.code()), signAndExponent, tid)
                .with(Fields.VALUE, 16, amount.code() & 0xFFFF);
    }

    static TransferCurrencyCredit read(DataBlock block, BaseDate baseDate) {
        int signAndExponent = Fields.rnd(block);
        return new TransferCurrencyCredit(
                Commodity.ofCode(block.subClass() - FIRST_SUB_CLASS),
                Fields.tid(block, baseDate),
                new Amount20(signAndExponent << 16 | Fields.value(block)));
    }
}
