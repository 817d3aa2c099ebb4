package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each server's life is written down from its start to its end, on whichever database. */
abstract class TokenClockContract {

    private final Database database;
    private final List<TidFloor> floors = new ArrayList<>();

    /** What a server's timer runs every minute; one entry for each server that was not stopped. */
    private final List<Runnable> ticks = new ArrayList<>();

    TokenClockContract(Database database) {
        this.database = database;
        for (int i = 0; i < 4; i++) {
            floors.add(new Rooms(database).get(TidFloor.class));
        }
    }

    @BeforeEach
    void nothingYet() {
        new Rooms(database);
    }

    private TokenClock server(TidFloor floor) {
        TokenClock clock = new TokenClock();
        set(clock, "floor", floor);
        set(clock, "timer", timer());
        return clock;
    }

    /** What the server injects. */
    private static void set(TokenClock clock, String name, Object value) {
        try {
            Field field = TokenClock.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(clock, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private ManagedScheduledExecutorService timer() {
        return (ManagedScheduledExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                    assertEquals("scheduleWithFixedDelay", method.getName());
                    Runnable tick = (Runnable) arguments[0];
                    synchronized (ticks) {
                        ticks.add(tick);
                    }
                    return scheduled(tick);
                });
    }

    private ScheduledFuture<?> scheduled(Runnable tick) {
        return (ScheduledFuture<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ScheduledFuture.class}, (proxy, method, arguments) -> {
                    assertEquals("cancel", method.getName());
                    return ticks.remove(tick);
                });
    }

    private boolean isAliveNow() {
        return database.tx(() -> database.entities()
                .createQuery("select r.aliveAt from TidFloorRow r", Instant.class)
                .getSingleResult()
                .equals(database.clock().instant()));
    }

    @Test
    void serversThatStartAtOnceOverANewDatabaseAllStart() {
        Threads.together(floors.size(), thread -> () -> {
            server(floors.get(thread)).start();
            return true;
        });
        assertEquals(floors.size(), ticks.size());
        assertTrue(isAliveNow());
        assertEquals(0, database.count("select count(*) from audit_event"));
    }

    @Test
    void aServerSaysThatItLivesUntilItStops() {
        TokenClock server = server(floors.get(0));
        server.start();
        database.clock().pass(Duration.ofMinutes(1));
        ticks.get(0).run();
        assertTrue(isAliveNow());
        database.clock().pass(Duration.ofSeconds(7));
        server.stop();
        assertTrue(isAliveNow(), "so that a restart is a quick one whatever has gone before");
        assertEquals(List.of(), ticks);
    }

    @Test
    void aDatabaseThatIsAwayForAMinuteStopsNobody() {
        server(floors.get(0)).start();
        database.execute("alter table tid_floor rename to tid_floor_away");
        ticks.get(0).run();
        database.execute("alter table tid_floor_away rename to tid_floor");
        database.clock().pass(Duration.ofMinutes(1));
        ticks.get(0).run();
        assertTrue(isAliveNow());
    }
}
