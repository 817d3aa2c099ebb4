package io.tokenline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Hands out by constructor what the server gives by name, so that every class can be built with {@code new}. */
@ApplicationScoped
@SuppressWarnings("UnusedVariable") // the fields are read by the container
public class ServerResources {

    @Produces
    @PersistenceContext
    private EntityManager entityManager;

    /** The clock of the whole server, in UTC. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Randomness for references and the RND field of tokens. */
    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
