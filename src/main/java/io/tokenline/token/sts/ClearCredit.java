package io.tokenline.token.sts;

/**
 * Sets a meter's credit to nothing (class 2, sub-class 1; IEC 62055-41, 6.2).
 *
 * @param rnd 0 to 15, a random number without meaning to the meter
 * @param tid minute of issue
 * @param register which credit
 */
public record ClearCredit(int rnd, TokenIdentifier tid, CreditRegister register) implements StsToken {

    static final int SUB_CLASS = 1;

    public ClearCredit {
        Fields.requireRnd(rnd);
    }

    @Override
    public DataBlock block() {
        return Fields.identified(DataBlock.of(2, SUB_CLASS), rnd, tid).with(Fields.VALUE, 16, register.code());
    }

    static DecodeResult read(DataBlock block, BaseDate baseDate) {
        return CreditRegister.ofCode(Fields.value(block))
                .<DecodeResult>map(register -> new DecodeResult.Decoded(
                        new ClearCredit(Fields.rnd(block), Fields.tid(block, baseDate), register)))
                .orElseGet(() -> new DecodeResult.Malformed("no meter has this credit register"));
    }
}
