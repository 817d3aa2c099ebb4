package io.tokenline.sandbox;

import io.tokenline.sandbox.meter.Register;
import io.tokenline.sandbox.meter.Setting;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be read on a virtual meter.
 *
 * @param drn its number
 * @param balanceKwh printed as in the SMS
 * @param lastResult what it said last; NONE before the first token
 * @param keyRevision of its own key, whatever the registry says
 * @param tariffIndex of its own key
 * @param supplyGroupCode of its own key; 000000 where that came without
 * @param keyType 1 default, 2 unique
 * @param keyExpiry greatest top 8 bits of a TID that its key is good for
 * @param registers what is on each of its registers
 * @param powerLimitW null where none was set
 * @param phaseUnbalanceW null where none was set
 * @param tampered whether its cover was opened
 */
public record MeterDisplay(
        String drn,
        String balanceKwh,
        String lastResult,
        int keyRevision,
        int tariffIndex,
        String supplyGroupCode,
        int keyType,
        int keyExpiry,
        Map<String, String> registers,
        @Nullable Long powerLimitW,
        @Nullable Long phaseUnbalanceW,
        boolean tampered) {

    static MeterDisplay of(VirtualMeter meter) {
        Map<String, String> registers = new TreeMap<>();
        meter.credit().forEach((register, units) -> registers.put(register.name(), text(register, units)));
        return new MeterDisplay(
                meter.drn(),
                meter.balanceKwh(),
                meter.lastResult(),
                meter.keyRevision(),
                meter.tariffIndex(),
                meter.supplyGroupCode(),
                meter.keyType(),
                meter.keyExpiry(),
                registers,
                meter.setting(Setting.POWER_LIMIT).orElse(null),
                meter.setting(Setting.PHASE_UNBALANCE).orElse(null),
                meter.tampered());
    }

    /** Credit as people read it: a register's units with its decimals. */
    static String text(Register register, BigInteger units) {
        return new BigDecimal(units, register.decimals()).toPlainString();
    }
}
