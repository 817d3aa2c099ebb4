package io.tokenline.sandbox;

import io.tokenline.token.sts.Commodity;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.vending.Quote;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The sandbox's meters. Each decodes with a decoder key of its own and knows nothing of any sale. */
@ApplicationScoped
@Transactional
class VirtualMeters {

    private static final String NO_CREDIT = "0.0";

    private final EntityManager entities;
    private final TokenCodec codec = new TokenCodec(StaTables.sample());

    @Inject
    VirtualMeters(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * What a meter did with a token.
     *
     * @param result ACCEPTED, USED, OLD, REJECTED or KEY_EXPIRED
     * @param kind CREDIT, or UNKNOWN where the token could not be read
     * @param creditKwh what was added now
     * @param balanceKwh what is on the meter
     */
    record Entry(String result, String kind, String creditKwh, String balanceKwh) {}

    /** All of them: those that just work come first, and among them the short numbers. */
    List<VirtualMeter> all() {
        return entities.createQuery("select m from VirtualMeter m", VirtualMeter.class)
                .getResultStream()
                .sorted(Comparator.comparing(
                                (VirtualMeter meter) -> !meter.scenario().startsWith(DemoMeters.NORMAL))
                        .thenComparing(VirtualMeter::scenario)
                        .thenComparing(meter -> meter.drn().length())
                        .thenComparing(VirtualMeter::drn))
                .toList();
    }

    Optional<VirtualMeter> find(String drn) {
        return Optional.ofNullable(entities.find(VirtualMeter.class, drn));
    }

    void add(VirtualMeter meter) {
        entities.persist(meter);
    }

    /** Types a token into a meter. */
    Optional<Entry> enter(String drn, String typed) {
        return Optional.ofNullable(entities.find(VirtualMeter.class, drn, LockModeType.PESSIMISTIC_WRITE))
                .map(meter -> enter(meter, typed));
    }

    private Entry enter(VirtualMeter meter, String typed) {
        MeterKeyParameters key =
                TestKeys.of(meter.algorithm()).parameters(meter.pan(), meter.tariffIndex(), meter.keyRevision());
        DecoderKey decoderKey =
                KeyDerivation.derive(TestKeys.of(meter.algorithm()).vendingKey(), key);
        if (codec.decode(typed, decoderKey, key.baseDate()) instanceof DecodeResult.Decoded decoded
                && decoded.token() instanceof TransferCredit credit
                && credit.commodity() == Commodity.ELECTRICITY) {
            long units = credit.amount().units();
            VirtualMeter.Result result = meter.credit(credit.tid().minutes(), units);
            String added = result == VirtualMeter.Result.ACCEPTED ? Quote.kilowattHours(units) : NO_CREDIT;
            return new Entry(result.name(), "CREDIT", added, meter.balanceKwh());
        }
        return new Entry(meter.reject().name(), "UNKNOWN", NO_CREDIT, meter.balanceKwh());
    }
}
