package io.tokenline.metering;

import io.tokenline.Msisdn;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.vault.Seals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The queries of this room. */
@ApplicationScoped
public class MeterStore {

    private final EntityManager entities;
    private final Seals seals;

    @Inject
    MeterStore(EntityManager entities, Seals seals) {
        this.entities = entities;
        this.seals = seals;
    }

    Optional<Meter> byPan(MeterPan pan) {
        return entities.createQuery("select m from Meter m join fetch m.customer where m.pan = :pan", Meter.class)
                .setParameter("pan", pan.digits())
                .getResultStream()
                .findFirst();
    }

    List<Meter> page(long after, int limit) {
        return entities.createQuery(
                        "select m from Meter m join fetch m.customer where m.id > :after order by m.id", Meter.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    Optional<Subscriber> subscriber(Msisdn msisdn) {
        return Optional.ofNullable(entities.find(Subscriber.class, seals.number(msisdn.digits())));
    }

    /** The meter as it is now, nobody else changing it until the transaction ends. */
    Meter lock(Meter meter) {
        Meter managed = entities.contains(meter) ? meter : entities.getReference(Meter.class, meter.id());
        entities.flush();
        entities.refresh(managed, LockModeType.PESSIMISTIC_WRITE);
        return managed;
    }

    Optional<SupplyGroup> group(SupplyGroupCode code) {
        return Optional.ofNullable(entities.find(SupplyGroup.class, code.digits()));
    }

    void put(SupplyGroup group) {
        entities.merge(group);
    }

    /** Changes of a meter's key, newest first. */
    List<KeyChangeRecord> keyChanges(Meter meter, int limit) {
        return entities.createQuery(
                        "select k from KeyChangeRecord k where k.meter = :meter order by k.id desc",
                        KeyChangeRecord.class)
                .setParameter("meter", meter)
                .setMaxResults(limit)
                .getResultList();
    }

    boolean hasKeyChange(Meter meter, String owner) {
        return !entities.createQuery(
                        "select k.id from KeyChangeRecord k where k.meter = :meter and k.owner = :owner", Long.class)
                .setParameter("meter", meter)
                .setParameter("owner", owner)
                .getResultList()
                .isEmpty();
    }

    List<Meter> registered(Msisdn msisdn, int limit) {
        return entities.createQuery(
                        "select m from Meter m join m.phones phone join fetch m.customer where phone = :msisdn"
                                + " order by m.id",
                        Meter.class)
                .setParameter("msisdn", msisdn.digits())
                .setMaxResults(limit)
                .getResultList();
    }

    List<SavedMeter> saved(Msisdn msisdn) {
        return entities.createQuery("select s from SavedMeter s where s.key.msisdn = :msisdn", SavedMeter.class)
                .setParameter("msisdn", seals.number(msisdn.digits()))
                .getResultList();
    }

    Optional<SavedMeter> saved(Msisdn msisdn, Meter meter) {
        return Optional.ofNullable(
                entities.find(SavedMeter.class, new SavedMeter.Key(seals.number(msisdn.digits()), meter.id())));
    }

    long troublesSince(Msisdn msisdn, Instant since) {
        return entities.createQuery(
                        "select count(t) from Trouble t where t.msisdn = :msisdn and t.createdAt > :since", Long.class)
                .setParameter("msisdn", msisdn.digits())
                .setParameter("since", since)
                .getSingleResult();
    }

    List<Trouble> openTroubles(long after, int limit) {
        return entities.createQuery(
                        "select t from Trouble t left join fetch t.meter where t.state = :open and t.id > :after"
                                + " order by t.id",
                        Trouble.class)
                .setParameter("open", Trouble.State.OPEN)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    Optional<Trouble> lockTrouble(String reference) {
        return entities.createQuery("select t from Trouble t where t.reference = :reference", Trouble.class)
                .setParameter("reference", reference)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** The first name of a tariff behind this one that any meter bears. */
    Optional<String> tariffAfter(String name) {
        Object next = entities.createNativeQuery("select min(tariff) from meter where tariff > :name")
                .setParameter("name", name)
                .getSingleResult();
        return Optional.ofNullable((String) next);
    }

    /**
     * What is counted and owed at a place goes over to the meter that hangs there next. The months stay with the old one,
     * too: its sales were made in them.
     */
    void handOver(Meter old, Meter next) {
        entities.flush();
        for (String sql : List.of(
                "update saved_meter set meter_id = :next where meter_id = :old",
                "update debt set meter_id = :next where meter_id = :old",
                "insert into meter_month (meter_id, calendar_month, units_tenths, fixed_owed_minor, free_tenths, charged)"
                        + " select :next, calendar_month, units_tenths, fixed_owed_minor, free_tenths, charged"
                        + " from meter_month where meter_id = :old")) {
            int unused = entities.createNativeQuery(sql)
                    .setParameter("next", next.id())
                    .setParameter("old", old.id())
                    .executeUpdate();
        }
    }

    /** A phone that has told us nothing yet. */
    void addSubscriber(Msisdn msisdn, String language, Instant now) {
        entities.persist(new Subscriber(seals.number(msisdn.digits()), language, now));
    }

    /** A meter that a phone has not named or hidden yet. */
    SavedMeter addSaved(Msisdn msisdn, Meter meter, Instant now) {
        SavedMeter saved = new SavedMeter(seals.number(msisdn.digits()), meter, now);
        entities.persist(saved);
        return saved;
    }

    void remove(Object entity) {
        entities.remove(entity);
    }

    void add(Object entity) {
        entities.persist(entity);
    }
}
