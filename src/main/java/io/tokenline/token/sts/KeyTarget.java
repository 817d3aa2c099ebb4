package io.tokenline.token.sts;

/**
 * What a meter's key is to become: the rest of its parameters stay, or come with the vending key.
 *
 * @param sgc supply group
 * @param ti tariff index
 * @param krn revision of the group's vending key
 */
public record KeyTarget(SupplyGroupCode sgc, TariffIndex ti, KeyRevision krn) {

    /** The parameters of a meter that has reached it. */
    public MeterKeyParameters of(MeterKeyParameters meter, BaseDate baseDate, KeyType kt) {
        return new MeterKeyParameters(meter.pan(), meter.ea(), meter.dkga(), baseDate, sgc, ti, krn, kt);
    }

    /** Whether a meter has reached it. */
    public boolean isReachedBy(MeterKeyParameters meter) {
        return sgc.equals(meter.sgc()) && ti.equals(meter.ti()) && krn.equals(meter.krn());
    }
}
