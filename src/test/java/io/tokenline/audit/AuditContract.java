package io.tokenline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The book of what happened, on whichever database. */
abstract class AuditContract {

    private final Database database;
    private final Audit audit;

    AuditContract(Database database) {
        this.database = database;
        this.audit = new Rooms(database).get(Audit.class);
    }

    private static AuditEvent event(String actor, String action, String object) {
        return new AuditEvent(actor, action, object, "why");
    }

    private void record(AuditEvent... events) {
        for (AuditEvent event : events) {
            database.tx(() -> audit.record(event));
        }
    }

    private List<AuditEvent> found(AuditFilter filter) {
        return audit.page(filter, Long.MAX_VALUE, 100).stream()
                .map(AuditEntry::event)
                .toList();
    }

    @Test
    void anEventNeedsTheTransactionOfWhatItTellsOf() {
        AuditEvent event = event("wanjiku", "KEY_PROPOSED", "key 600675/1");
        assertThrows(IllegalStateException.class, () -> audit.record(event));
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    audit.record(event);
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(List.of(), found(AuditFilter.ALL));
    }

    @Test
    void anEventIsKeptAsItWasWithItsMoment() {
        AuditEvent event = new AuditEvent("wanjiku", "KEY_PROPOSED", "key 600675/1", "check value é ✓ 😀");
        Instant moment = Instant.parse("2026-03-01T09:00:00.123456Z");
        database.clock().set(moment);
        record(event);
        AuditEntry entry = audit.page(AuditFilter.ALL, Long.MAX_VALUE, 1).get(0);
        assertEquals(event, entry.event());
        assertEquals(moment, entry.at());
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutGapOrRepeat() {
        for (int i = 0; i < 7; i++) {
            record(event("wanjiku", "STEP", "step " + i));
        }
        List<AuditEntry> first = audit.page(AuditFilter.ALL, Long.MAX_VALUE, 3);
        List<AuditEntry> second = audit.page(AuditFilter.ALL, first.get(2).id(), 3);
        List<AuditEntry> third = audit.page(AuditFilter.ALL, second.get(2).id(), 3);
        assertEquals(List.of("step 6", "step 5", "step 4"), objects(first));
        assertEquals(List.of("step 3", "step 2", "step 1"), objects(second));
        assertEquals(List.of("step 0"), objects(third));
        assertTrue(audit.page(AuditFilter.ALL, third.get(0).id(), 3).isEmpty());
    }

    private static List<String> objects(List<AuditEntry> entries) {
        return entries.stream().map(entry -> entry.event().object()).toList();
    }

    @Test
    void eventsAreFoundByWhoWhatAndWhatTo() {
        AuditEvent first = event("wanjiku", "KEY_PROPOSED", "key 600675/1");
        AuditEvent second = event("otieno", "KEY_APPROVED", "key 600675/1");
        AuditEvent third = event("wanjiku", "KEY_PROPOSED", "key 600675/2");
        record(first, second, third);
        assertEquals(List.of(second, first), found(AuditFilter.ofObject("key 600675/1")));
        assertEquals(
                List.of(third, first),
                found(new AuditFilter(Optional.of("wanjiku"), Optional.empty(), Optional.empty())));
        assertEquals(
                List.of(second),
                found(new AuditFilter(Optional.empty(), Optional.of("KEY_APPROVED"), Optional.empty())));
        assertEquals(
                List.of(third),
                found(new AuditFilter(
                        Optional.of("wanjiku"), Optional.of("KEY_PROPOSED"), Optional.of("key 600675/2"))));
        assertEquals(List.of(), found(AuditFilter.ofObject("key")));
    }

    @Test
    void whatSomebodyDidSinceAMomentIsCounted() {
        record(event("wanjiku", "TOKEN_SHOWN", "sale A"), event("wanjiku", "TOKEN_RESENT", "sale A"));
        database.clock().pass(Duration.ofMinutes(1));
        Instant since = database.clock().instant();
        record(event("wanjiku", "TOKEN_SHOWN", "sale B"), event("otieno", "TOKEN_SHOWN", "sale B"));
        assertEquals(1, audit.count("wanjiku", "TOKEN_SHOWN", since));
        assertEquals(2, audit.count("wanjiku", "TOKEN_SHOWN", since.minus(Duration.ofMinutes(1))));
        assertEquals(0, audit.count("wanjiku", "TOKEN_SHOWN", since.plusMillis(1)));
        assertEquals(0, audit.count("achieng", "TOKEN_SHOWN", Instant.EPOCH));
    }
}
