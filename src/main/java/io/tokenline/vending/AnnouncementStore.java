package io.tokenline.vending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The queries for announcements. */
@ApplicationScoped
class AnnouncementStore {

    private final EntityManager entities;

    @Inject
    AnnouncementStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Announcement announcement) {
        entities.persist(announcement);
    }

    void remove(Announcement announcement) {
        entities.remove(announcement);
    }

    Optional<Announcement> find(long id) {
        return Optional.ofNullable(entities.find(Announcement.class, id));
    }

    /** Those that are not over, in the order of their numbers, with their texts. */
    List<Announcement> open(Instant now) {
        return entities.createQuery(
                        "select a from Announcement a left join fetch a.texts where a.until > :now order by a.id",
                        Announcement.class)
                .setParameter("now", now)
                .getResultList();
    }
}
