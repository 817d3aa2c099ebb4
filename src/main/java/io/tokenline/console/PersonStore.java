package io.tokenline.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The queries about people. */
@ApplicationScoped
class PersonStore {

    private final EntityManager entities;

    @Inject
    PersonStore(EntityManager entities) {
        this.entities = entities;
    }

    Optional<Person> find(String name) {
        return Optional.ofNullable(entities.find(Person.class, name));
    }

    /** As {@link #find}; nobody else changes the person until the transaction ends. */
    Optional<Person> lock(String name) {
        return Optional.ofNullable(entities.find(Person.class, name, LockModeType.PESSIMISTIC_WRITE));
    }

    void add(Person person) {
        entities.persist(person);
    }

    void remove(Person person) {
        entities.remove(person);
    }

    /** By name; the names first, because a page of persons cannot be cut out of a join with their roles. */
    List<Person> page(String after, int limit) {
        List<String> names = entities.createQuery(
                        "select p.name from Person p where p.name > :after order by p.name", String.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
        return entities.createQuery(
                        "select distinct p from Person p left join fetch p.roles where p.name in :names order by p.name",
                        Person.class)
                .setParameter("names", names)
                .getResultList();
    }

    List<Person> ofSandbox(int limit) {
        return entities.createQuery("select p from Person p where p.sandbox = true order by p.name", Person.class)
                .setMaxResults(limit)
                .getResultList();
    }
}
