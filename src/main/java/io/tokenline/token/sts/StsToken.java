package io.tokenline.token.sts;

/** A token's meaning, each kind with its own fields (IEC 62055-41, 6.2). */
public sealed interface StsToken
        permits TransferCredit,
                TransferCurrencyCredit,
                InitiateMeterTest,
                SetMaximumPowerLimit,
                ClearCredit,
                SetTariffRate,
                ClearTamperCondition,
                SetMaximumPhasePowerUnbalanceLimit,
                SetWaterMeterFactor,
                SetExtendedValue,
                KeyChangeToken {

    /** The data block that says this. */
    DataBlock block();

    /** What a data block says; the inverse of {@link #block}. */
    static DecodeResult read(DataBlock block, BaseDate baseDate) {
        return switch (block.tokenClass()) {
            case 0 -> readCredit(block, baseDate);
            case 1 -> readTest(block);
            case 2 -> readManagement(block, baseDate);
            default -> new DecodeResult.Malformed("class 3 is reserved");
        };
    }

    private static DecodeResult readCredit(DataBlock block, BaseDate baseDate) {
        return switch (block.subClass()) {
            case 0, 1, 2, 3 -> new DecodeResult.Decoded(TransferCredit.read(block, baseDate));
            case 4, 5, 6, 7 -> new DecodeResult.Decoded(TransferCurrencyCredit.read(block, baseDate));
            default -> notRead(block);
        };
    }

    private static DecodeResult readTest(DataBlock block) {
        return switch (block.subClass()) {
            case 0 -> InitiateMeterTest.read(block, InitiateMeterTest.Form.TWO_DIGITS);
            case 1 -> InitiateMeterTest.read(block, InitiateMeterTest.Form.FOUR_DIGITS);
            default -> notRead(block);
        };
    }

    private static DecodeResult readManagement(DataBlock block, BaseDate baseDate) {
        return switch (block.subClass()) {
            case SetMaximumPowerLimit.SUB_CLASS -> new DecodeResult.Decoded(SetMaximumPowerLimit.read(block, baseDate));
            case ClearCredit.SUB_CLASS -> ClearCredit.read(block, baseDate);
            case SetTariffRate.SUB_CLASS -> new DecodeResult.Decoded(SetTariffRate.read(block, baseDate));
            case KeyChangeToken.First.SUB_CLASS -> KeyChangeToken.First.read(block);
            case KeyChangeToken.Second.SUB_CLASS -> KeyChangeToken.Second.read(block);
            case ClearTamperCondition.SUB_CLASS -> ClearTamperCondition.read(block, baseDate);
            case SetMaximumPhasePowerUnbalanceLimit.SUB_CLASS ->
                new DecodeResult.Decoded(SetMaximumPhasePowerUnbalanceLimit.read(block, baseDate));
            case SetWaterMeterFactor.SUB_CLASS -> new DecodeResult.Decoded(SetWaterMeterFactor.read(block, baseDate));
            case KeyChangeToken.Third.SUB_CLASS -> new DecodeResult.Decoded(KeyChangeToken.Third.read(block));
            case KeyChangeToken.Fourth.SUB_CLASS -> new DecodeResult.Decoded(KeyChangeToken.Fourth.read(block));
            case SetExtendedValue.SUB_CLASS -> new DecodeResult.Decoded(SetExtendedValue.read(block, baseDate));
            default -> notRead(block);
        };
    }

    private static DecodeResult notRead(DataBlock block) {
        return new DecodeResult.KindNotRead(block.tokenClass(), block.subClass());
    }
}
