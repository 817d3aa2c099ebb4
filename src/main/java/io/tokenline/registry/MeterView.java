package io.tokenline.registry;

import io.tokenline.Msisdn;
import io.tokenline.metering.Customer;
import io.tokenline.metering.Meter;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A meter as staff see it; phones are masked.
 *
 * @param id the row's number
 * @param freeKwh free energy a month
 * @param replacedBy the meter that hangs in its place; absent while it hangs there itself
 * @param target what its key is to become; absent where it is as it should be
 */
public record MeterView(
        long id,
        String drn,
        String pan,
        String name,
        @Nullable String account,
        Key key,
        @Nullable Target target,
        String tariff,
        @Nullable String group,
        String status,
        @Nullable String blockReason,
        boolean hidden,
        String freeKwh,
        List<String> phones,
        @Nullable String replacedBy) {

    /** What its decoder key is derived from. */
    public record Key(
            String supplyGroup,
            int tariffIndex,
            int keyRevision,
            int keyType,
            int algorithm,
            int dkga,
            String baseDate) {

        static Key of(MeterKeyParameters key) {
            return new Key(
                    key.sgc().digits(),
                    key.ti().number(),
                    key.krn().number(),
                    key.kt().code(),
                    key.ea().code(),
                    key.dkga().code(),
                    key.baseDate().code());
        }
    }

    /** What a key is to become. */
    public record Target(String supplyGroup, int tariffIndex, int keyRevision) {

        static Target of(KeyTarget target) {
            return new Target(
                    target.sgc().digits(), target.ti().number(), target.krn().number());
        }
    }

    /**
     * Everything about a meter.
     *
     * @param lastTids the last one of each base date
     * @param months newest first, a year at most
     * @param debts in the order in which they are paid off
     */
    public record Whole(MeterView meter, List<LastTid> lastTids, List<Month> months, List<Debt> debts) {}

    /** A TID: minutes from its base date. */
    public record LastTid(String baseDate, int minutes, String minute) {}

    /** What was bought in a calendar month, such as {@code 2026-03}. */
    public record Month(String month, String unitsKwh, String fixedOwed, String freeKwh) {}

    /** What it owes, see {@link DebtTerms}; amounts in the currency's main unit. */
    public record Debt(
            String name,
            String remaining,
            String fixed,
            String rate,
            String least,
            @Nullable String most) {}

    static MeterView of(Meter meter) {
        Customer customer = meter.customer();
        return new MeterView(
                meter.id(),
                meter.drn(),
                meter.pan().digits(),
                customer.name(),
                customer.account().orElse(null),
                Key.of(meter.keyParameters()),
                meter.keyTarget().map(Target::of).orElse(null),
                meter.tariff(),
                meter.place().group().orElse(null),
                meter.status().name(),
                meter.blockReason().orElse(null),
                meter.place().hidden(),
                Figures.kilowattHours(meter.place().freeTenths()),
                meter.registered().stream().map(Msisdn::masked).toList(),
                meter.replacedBy().map(Meter::drn).orElse(null));
    }
}
