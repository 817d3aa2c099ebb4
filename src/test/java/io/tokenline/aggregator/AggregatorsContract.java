package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Cidr;
import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.PasswordHash;
import io.tokenline.Rooms;
import io.tokenline.Secret;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditFilter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Aggregators are entered and changed; on whichever database. */
abstract class AggregatorsContract {

    private static final AggregatorTerms TERMS = new AggregatorTerms(
            "hubtel", "*711*2#", List.of(Cidr.parse("192.0.2.0/24").orElseThrow()), true);

    private final Database database;
    private final Rooms rooms;
    private final Aggregators aggregators;

    AggregatorsContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.aggregators = rooms.get(Aggregators.class);
    }

    private Aggregators.Change put(AggregatorTerms terms, Optional<Secret> secret) {
        return aggregators.put("chief", "ghana", terms, secret);
    }

    private Aggregator ghana() {
        return aggregators.find("ghana").orElseThrow();
    }

    private static String key(Aggregators.Change change) {
        return change.path().orElseThrow().value().substring("/ussd/ghana/".length());
    }

    @Test
    void whatIsEnteredIsFoundAndOnlyItsPathIsNotThere() {
        Aggregators.Change entered = put(TERMS, Optional.of(new Secret("twelve-letters")));
        assertEquals(Outcome.OK, entered.outcome());
        assertEquals(TERMS, ghana().terms());
        assertTrue(ghana().isKey(key(entered)));
        assertTrue(PasswordHash.matches("twelve-letters", ghana().secretHash().orElseThrow()));
        for (String secret : List.of(key(entered), "twelve-letters")) {
            assertEquals(0, database.count("select count(*) from audit_event where detail like '%" + secret + "%'"));
            assertEquals(
                    0,
                    database.count("select count(*) from aggregator where key_digest like '%" + secret
                            + "%' or secret_hash like '%" + secret + "%'"));
        }
        assertFalse(entered.toString().contains(key(entered)));
    }

    @Test
    void aChangeKeepsThePathAndTheSecretUnlessOneIsGiven() {
        String key = key(put(TERMS, Optional.of(new Secret("twelve-letters"))));
        AggregatorTerms other = new AggregatorTerms("nalo", "", List.of(), false);
        assertEquals(Optional.empty(), put(other, Optional.empty()).path());
        assertEquals(other, ghana().terms());
        assertTrue(ghana().isKey(key));
        assertTrue(ghana().hasSecret());
        put(other, Optional.of(new Secret("")));
        assertFalse(ghana().hasSecret());
    }

    @Test
    void aNewPathReplacesTheOneBefore() {
        String first = key(put(TERMS, Optional.empty()));
        String second = key(aggregators.renewPath("chief", "ghana"));
        assertNotEquals(first, second);
        assertFalse(ghana().isKey(first));
        assertTrue(ghana().isKey(second));
        assertEquals(
                Outcome.AGGREGATOR_UNKNOWN,
                aggregators.renewPath("chief", "nobody").outcome());
    }

    @Test
    void whatCannotBeIsNotEntered() {
        assertEquals(
                Outcome.AGGREGATOR_INVALID,
                aggregators.put("chief", "Ghana 1", TERMS, Optional.empty()).outcome());
        assertEquals(
                Outcome.PROFILE_INVALID,
                put(new AggregatorTerms("nobody", "", List.of(), true), Optional.empty())
                        .outcome());
        for (String secret : List.of("short", "with a space in it", "x".repeat(101), "twelve-letters\n")) {
            assertEquals(
                    Outcome.PASSWORD_INVALID,
                    put(TERMS, Optional.of(new Secret(secret))).outcome());
        }
        assertEquals(List.of(), aggregators.page("", 10));
        assertThrows(IllegalArgumentException.class, () -> new AggregatorTerms("hubtel", "711*2", List.of(), true));
    }

    @Test
    void whatIsOpenToEverybodyStaysAsItIsFound() {
        aggregators.open("ghana", TERMS, "known");
        aggregators.open("ghana", new AggregatorTerms("nalo", "", List.of(), true), "other");
        assertEquals(TERMS, ghana().terms());
        assertTrue(ghana().isKey("known"));
    }

    @Test
    void everyChangeIsInTheAudit() {
        put(TERMS, Optional.empty());
        put(TERMS, Optional.empty());
        aggregators.renewPath("chief", "ghana");
        assertEquals(Outcome.OK, aggregators.remove("chief", "ghana"));
        assertEquals(Outcome.AGGREGATOR_UNKNOWN, aggregators.remove("chief", "ghana"));
        assertEquals(
                List.of(
                        "chief AGGREGATOR_REMOVED",
                        "chief AGGREGATOR_PATH_RENEWED",
                        "chief AGGREGATOR_CHANGED",
                        "chief AGGREGATOR_ENTERED"),
                rooms
                        .get(Audit.class)
                        .page(
                                new AuditFilter(Optional.empty(), Optional.empty(), Optional.of("aggregator ghana")),
                                Long.MAX_VALUE,
                                9)
                        .stream()
                        .map(entry ->
                                entry.event().actor() + " " + entry.event().action())
                        .toList());
    }

    @Test
    void aPageGoesOnAfterAName() {
        for (String name : List.of("b", "a", "c")) {
            aggregators.put("chief", name, TERMS, Optional.empty());
        }
        assertEquals(
                List.of("b"),
                aggregators.page("a", 1).stream().map(Aggregator::name).toList());
    }
}
