package io.tokenline.vending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.random.RandomGenerator;

/** References that customers and staff read to each other: 8 characters without those that look alike. */
@ApplicationScoped
class References {

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";
    private static final int LENGTH = 8;

    private final EntityManager entities;
    private final RandomGenerator random;

    @Inject
    References(EntityManager entities, RandomGenerator random) {
        this.entities = entities;
        this.random = random;
    }

    /** One that neither a sale nor an engineering request bears: both own tokens by it. */
    String next() {
        String reference;
        do {
            StringBuilder text = new StringBuilder(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            reference = text.toString();
        } while (isTaken("Sale", reference) || isTaken("EngineeringRequest", reference));
        return reference;
    }

    private boolean isTaken(String entity, String reference) {
        return !entities.createQuery("select e.id from " + entity + " e where e.reference = :reference", Long.class)
                .setParameter("reference", reference)
                .getResultList()
                .isEmpty();
    }
}
