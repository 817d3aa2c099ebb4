package io.tokenline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What somebody with his hands in the tables cannot do unseen, on whichever database. */
abstract class AuditChainContract {

    final Database database;
    final Audit audit;
    final AuditChain chain;
    final AuditProof proofs;
    private final AuditChain otherServers;

    AuditChainContract(Database database) {
        this.database = database;
        Rooms rooms = new Rooms(database);
        this.audit = rooms.get(Audit.class);
        this.chain = rooms.get(AuditChain.class);
        this.proofs = rooms.get(AuditProof.class);
        this.otherServers = rooms.asInProduction().get(AuditChain.class);
    }

    private void record(int events) {
        for (int i = 0; i < events; i++) {
            AuditEvent event = new AuditEvent("wanjiku", "STEP", "step " + i, "é ✓ 😀 " + i);
            database.tx(() -> audit.record(event));
        }
    }

    private void written(int events) {
        record(events);
        assertEquals(events, chain.extend());
    }

    private AuditProof.Result proof() {
        return proof(Optional.empty());
    }

    private AuditProof.Result proof(Optional<String> noted) {
        return proofs.all(noted);
    }

    /** As every day. */
    private AuditProof.Result next() {
        return proofs.next();
    }

    @Test
    void everyDayOnlyWhatIsNewIsProvenAndAllOfItOnceAWeek() {
        written(3);
        assertEquals(3, next().checked(), "the first time all");
        written(2);
        database.clock().pass(java.time.Duration.ofDays(1));
        assertEquals(2, next().checked());
        assertEquals(0, next().checked());
        database.clock().pass(AuditProof.WHOLE_EVERY);
        assertEquals(5, next().checked());
        assertEquals(0, next().checked());
    }

    @Test
    void aFaultIsFoundAnewUntilItIsGone() {
        written(2);
        assertEquals(List.of(), next().faults());
        written(2);
        database.execute("update audit_event set actor = 'somebody else!' where id = " + event(4));
        assertEquals(1, next().faults().size());
        assertEquals(2, next().checked());
        database.execute("update audit_event set actor = 'wanjiku'");
        assertEquals(List.of(), next().faults());
        assertEquals(0, next().checked());
    }

    @Test
    void aChainWrittenAnewAfterItsProofShowsTheNextDay() {
        written(3);
        assertEquals(List.of(), next().faults());
        database.execute(
                "delete from audit_link",
                "delete from audit_head",
                "update audit_event set detail = 'nothing happened'",
                "insert into audit_unlinked (event_id) select id from audit_event");
        assertEquals(3, chain.extend());
        assertEquals(
                List.of(3L),
                next().faults().stream().map(AuditProof.Fault::link).toList());
    }

    @Test
    void anEventPutInByHandAfterAProofShowsTheNextDay() {
        written(2);
        assertEquals(List.of(), next().faults());
        database.execute("insert into audit_event (id, at, actor, action, object, detail)"
                + " select id + 1000, at, actor, action, object, detail from audit_event where id = " + event(1));
        assertEquals(1, next().faults().size());
    }

    private List<Long> faultyLinks() {
        return proof().faults().stream().map(AuditProof.Fault::link).toList();
    }

    /** The event of a link. */
    private long event(int link) {
        return database.count("select event_id from audit_link where link = " + link);
    }

    @Test
    void aBookThatNobodyTouchedIsProvenToItsHead() {
        assertEquals(new AuditChain.Head(0, "0".repeat(64)), chain.head());
        written(3);
        record(2);
        AuditProof.Result proof = proof();
        assertEquals(List.of(), proof.faults());
        assertEquals(3, proof.checked());
        assertEquals(2, proof.waiting());
        assertEquals(3, proof.head().link());
        assertEquals(proof.head(), chain.head());
        assertEquals(2, chain.extend());
        assertEquals(0, chain.extend());
        assertEquals(5, proof().checked());
        assertEquals(List.of(), proof().faults());
    }

    @Test
    void moreThanABatchIsLinkedBatchByBatch() {
        record(AuditChain.BATCH + 1);
        assertEquals(AuditChain.BATCH, chain.extend());
        assertEquals(1, chain.extend());
        assertEquals(AuditChain.BATCH + 1, proof().checked());
    }

    @Test
    void aHeadNotedEarlierIsFoundAndAnotherIsNot() {
        written(2);
        String noted = chain.head().hash();
        written(2);
        assertEquals(Optional.of(true), proof(Optional.of(noted)).noted());
        assertEquals(Optional.of(true), proof(Optional.of(chain.head().hash())).noted());
        assertEquals(Optional.of(false), proof(Optional.of("1".repeat(64))).noted());
    }

    @Test
    void aChangedEventShowsWhateverWasChanged() {
        written(4);
        long second = event(2);
        for (String change : List.of(
                "actor = 'somebody else!'",
                "action = 'NOTHING'",
                "object = 'step 9'",
                "detail = ''",
                "at = at + interval '1' second")) {
            String where = " where id = " + second;
            database.execute("create table kept as select * from audit_event" + where);
            database.execute("update audit_event set " + change + where);
            assertEquals(List.of(2L), faultyLinks(), change);
            database.execute(
                    "update audit_event set actor = (select actor from kept), action = (select action from kept),"
                            + " object = (select object from kept), detail = (select detail from kept),"
                            + " at = (select at from kept)" + where,
                    "drop table kept");
            assertEquals(List.of(), faultyLinks(), "put back");
        }
    }

    @Test
    void aChangedHashShowsThereAndBehind() {
        written(4);
        database.execute("update audit_link set hash = 'nothing like a hash' where link = 2");
        assertEquals(List.of(2L, 3L), faultyLinks());
    }

    @Test
    void aRemovedEventShows() {
        written(4);
        long second = event(2);
        database.execute("delete from audit_link where link = 2", "delete from audit_event where id = " + second);
        assertEquals(2, faultyLinks().get(0));
    }

    @Test
    void aRemovedEndShows() {
        written(4);
        long last = event(4);
        database.execute("delete from audit_link where link = 4", "delete from audit_event where id = " + last);
        assertEquals(List.of(4L), faultyLinks());
    }

    @Test
    void anEventPutInByHandShows() {
        written(2);
        database.execute("insert into audit_event (id, at, actor, action, object, detail)"
                + " select -1, at, actor, action, object, detail from audit_event where id = " + event(1));
        AuditProof.Result proof = proof();
        assertEquals(1, proof.faults().size());
        assertTrue(proof.faults().get(0).what().contains("1 events"), proof::toString);
    }

    @Test
    void twoEventsThatChangedPlacesShow() {
        written(3);
        long first = event(1);
        long second = event(2);
        database.execute(
                "delete from audit_link where link = 2",
                "update audit_link set event_id = " + second + " where link = 1",
                "insert into audit_link (link, event_id, hash) select 2, " + first
                        + ", hash from audit_link where link = 1");
        assertEquals(List.of(1L, 2L, 3L), faultyLinks());
    }

    @Test
    void aChainWrittenAnewDoesNotHoldTheHeadThatWasNoted() {
        written(3);
        String noted = chain.head().hash();
        database.execute(
                "delete from audit_link",
                "delete from audit_head",
                "update audit_event set detail = 'nothing happened'",
                "insert into audit_unlinked (event_id) select id from audit_event");
        assertEquals(3, chain.extend());
        AuditProof.Result proof = proof(Optional.of(noted));
        assertEquals(List.of(), proof.faults(), "it is a whole chain");
        assertEquals(Optional.of(false), proof.noted());
        assertNotEquals(noted, proof.head().hash());
    }

    @Test
    void twoServersThatLinkAtOnceMakeOneChain() throws Exception {
        written(1);
        record(AuditChain.BATCH * 2);
        CompletableFuture<Void> theirs = CompletableFuture.runAsync(() -> drain(otherServers));
        drain(chain);
        theirs.get(30, java.util.concurrent.TimeUnit.SECONDS);
        AuditProof.Result proof = proof();
        assertEquals(AuditChain.BATCH * 2 + 1, proof.checked());
        assertEquals(List.of(), proof.faults());
    }

    private static void drain(AuditChain chain) {
        int linked;
        do {
            linked = chain.extend();
        } while (linked > 0);
    }
}
