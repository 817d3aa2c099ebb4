package io.tokenline.token.sts;

/**
 * Everything about a meter that its decoder key depends on: what a meter hands out to have tokens made.
 *
 * @param pan of the meter
 * @param ea cipher the meter understands
 * @param dkga derivation of the meter's key; DKGA 02 gives keys for EA 07 only
 * @param baseDate of the vending key
 * @param sgc supply group
 * @param ti tariff index
 * @param krn revision of the supply group's vending key
 * @param kt default or unique: an initialisation key descends from no vending key, a common key serves magnetic cards
 */
public record MeterKeyParameters(
        MeterPan pan,
        EncryptionAlgorithm ea,
        Dkga dkga,
        BaseDate baseDate,
        SupplyGroupCode sgc,
        TariffIndex ti,
        KeyRevision krn,
        KeyType kt) {

    public MeterKeyParameters {
        if (dkga == Dkga.DKGA02 && ea != EncryptionAlgorithm.EA07) {
            throw new IllegalArgumentException("DKGA 02 makes 64-bit keys: it serves EA 07 only");
        }
        if (kt == KeyType.DCTK) {
            throw new IllegalArgumentException("KT 3 (common key, magnetic cards) is not supported");
        }
        if (kt == KeyType.DITK) {
            throw new IllegalArgumentException("KT 0 (initialisation key) descends from no vending key");
        }
    }
}
