package io.tokenline.sandbox;

import io.tokenline.sandbox.meter.Answer;
import io.tokenline.sandbox.meter.MeterState;
import io.tokenline.sandbox.meter.StsMeter;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.vault.FieldCipher;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The sandbox's meters. Each decodes with a decoder key of its own and knows nothing of any sale. */
@ApplicationScoped
@Transactional
class VirtualMeters {

    private final EntityManager entities;
    private final FieldCipher cipher;
    private final Clock clock;

    @Inject
    VirtualMeters(EntityManager entities, FieldCipher cipher, Clock clock) {
        this.entities = entities;
        this.cipher = cipher;
        this.clock = clock;
    }

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

    /** One meter's display. */
    Optional<MeterDisplay> display(String drn) {
        return Optional.ofNullable(entities.find(VirtualMeter.class, drn)).map(MeterDisplay::of);
    }

    /** Adds a meter, its key in it as from the factory, unless there is one of this number. */
    void add(MeterKeyParameters key, String scenario, String owner) {
        if (entities.find(VirtualMeter.class, key.pan().drn().digits()) == null) {
            VirtualMeter meter = new VirtualMeter(key, TestKeys.EXPIRY, scenario, owner);
            keep(meter, hardware(meter).state());
            entities.persist(meter);
        }
    }

    /** Types a token into a meter. */
    Optional<MeterEntry> enter(String drn, String typed) {
        return locked(drn).map(meter -> {
            StsMeter hardware = hardware(meter);
            Answer answer = hardware.enter(typed, clock.instant());
            keep(meter, hardware.state());
            meter.say(answer.result());
            return MeterEntry.of(answer, meter.balanceKwh());
        });
    }

    /** Opens a meter's cover. */
    Optional<MeterDisplay> tamper(String drn) {
        return locked(drn).map(meter -> {
            StsMeter hardware = hardware(meter);
            hardware.tamper();
            keep(meter, hardware.state());
            return MeterDisplay.of(meter);
        });
    }

    /** Two tokens typed at once are typed one after the other. */
    private Optional<VirtualMeter> locked(String drn) {
        return Optional.ofNullable(entities.find(VirtualMeter.class, drn, LockModeType.PESSIMISTIC_WRITE));
    }

    private StsMeter hardware(VirtualMeter meter) {
        MeterSecrets secrets = meter.sealedSecrets()
                .map(bytes -> MeterSecrets.read(meter.algorithm(), open(meter, bytes)))
                .orElseGet(() -> TestKeys.fromFactory(meter));
        return new StsMeter(meter.state(secrets), StaTables.sample());
    }

    private void keep(VirtualMeter meter, MeterState state) {
        meter.keep(state, seal(meter, MeterSecrets.of(state).bytes()));
    }

    /** A real meter keeps its key in a chip; here it lies in a row, encrypted like all that is secret. */
    private byte[] seal(VirtualMeter meter, byte[] secrets) {
        try {
            return cipher.seal(label(meter), HexFormat.of().formatHex(secrets));
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] open(VirtualMeter meter, byte[] sealed) {
        try {
            return HexFormat.of().parseHex(cipher.open(label(meter), sealed));
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String label(VirtualMeter meter) {
        return "virtual meter " + meter.drn();
    }
}
