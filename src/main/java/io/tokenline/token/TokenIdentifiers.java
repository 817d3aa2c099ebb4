package io.tokenline.token;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.TokenIdentifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands out TIDs (IEC 62055-41): the minute of the sale, or the minute after the meter's last one, never
 * 00:01, and never before the {@link TidFloor}. Two sales to one meter wait for each other at the meter's row.
 */
@ApplicationScoped
class TokenIdentifiers {

    /** How far a busy meter's TIDs may run ahead of the clock. */
    static final Duration AHEAD = Duration.ofHours(1);

    private final EntityManager entities;
    private final TidFloor floor;

    @Inject
    TokenIdentifiers(EntityManager entities, TidFloor floor) {
        this.entities = entities;
        this.floor = floor;
    }

    /** A taken TID, or what stands against it. */
    sealed interface Taken {

        /** This TID belongs to the caller's transaction. */
        record Given(TokenIdentifier tid) implements Taken {}

        /** The TIDs are an hour ahead. */
        record Ahead(Instant until) implements Taken {}

        /** The base date has no minute left, or has not come yet. */
        record Over() implements Taken {}
    }

    /** Takes the next TID of a meter, inside the caller's transaction. */
    Taken take(MeterPan pan, BaseDate baseDate, Instant now) {
        LastTokenIdentifier.Owner owner = new LastTokenIdentifier.Owner(pan.digits(), baseDate.code());
        LastTokenIdentifier last = entities.find(LastTokenIdentifier.class, owner, LockModeType.PESSIMISTIC_WRITE);
        Instant start = now.isBefore(floor.floor()) ? floor.floor() : now;
        Optional<TokenIdentifier> next = next(baseDate, start, last);
        if (next.isEmpty()) {
            return new Taken.Over();
        }
        Instant earliest = next.get().minute().minus(AHEAD);
        if (start.isBefore(earliest)) {
            return new Taken.Ahead(earliest);
        }
        if (last == null) {
            entities.persist(new LastTokenIdentifier(owner, next.get()));
            entities.flush();
        } else {
            last.moveTo(next.get());
        }
        return new Taken.Given(next.get());
    }

    private static Optional<TokenIdentifier> next(
            BaseDate baseDate, Instant start, @Nullable LastTokenIdentifier last) {
        Optional<TokenIdentifier> byClock = TokenIdentifier.at(baseDate, start);
        if (last == null || byClock.isEmpty() || byClock.get().minutes() > last.lastTid()) {
            return byClock;
        }
        return new TokenIdentifier(baseDate, last.lastTid()).next();
    }
}
