package io.tokenline.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.token.sts.VendingKey;
import jakarta.persistence.PersistenceException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vending key comes and goes by the hands of two, on whichever database. */
abstract class KeyCustodyContract {

    private static final KeyLetter LETTER = KeyLetter.of("123457", 1);

    private final Database database;
    private final Rooms rooms;
    private final Vault vault;

    KeyCustodyContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.vault = rooms.get(Vault.class);
    }

    @BeforeEach
    void open() throws VaultException {
        vault.createIfMissing();
    }

    private long proposed(KeyLetter letter, VendingKey key) throws VaultException {
        Vault.Result result = vault.propose(letter.attributes(), key, "letter of 3 March", "amina");
        assertEquals(Outcome.OK, result.outcome());
        return result.proposal().orElseThrow().id();
    }

    private Outcome decided(long proposal, boolean approve, String person) throws VaultException {
        return vault.decide(proposal, approve, person).outcome();
    }

    private LoadedKey only() throws VaultException {
        assertEquals(1, vault.keys().size());
        return vault.keys().get(0);
    }

    private static String hex(VendingKey key) {
        return HexFormat.of().formatHex(key.bytes());
    }

    private List<String> book() {
        return database.names(
                "select actor || ' ' || action || ' ' || object || ' ' || detail from audit_event" + " order by id");
    }

    @Test
    void aKeyEntersWhenASecondPersonApprovesIt() throws VaultException {
        long proposal = proposed(LETTER, LETTER.key());
        assertEquals(List.of(), vault.keys());
        assertEquals(0, database.count("select count(*) from vending_key"));
        assertEquals(Outcome.OK, decided(proposal, true, "brian"));
        String checkValue = KeyCheckValue.of(LETTER.key());
        assertEquals(new LoadedKey(LETTER.attributes(), checkValue, Optional.empty()), only());
    }

    @Test
    void bothPersonsStandInTheBookWithTheCheckValueAndTheKeyStandsNowhere() throws VaultException {
        long proposal = proposed(LETTER, LETTER.key());
        keyStandsNowhere();
        decided(proposal, true, "brian");
        keyStandsNowhere();
        String checkValue = KeyCheckValue.of(LETTER.key()).toLowerCase(Locale.ROOT);
        assertEquals(
                List.of(
                        "amina key_import_proposed key 123457/1 kcv " + checkValue + " reason: letter of 3 march",
                        "brian key_import_approved key 123457/1 kcv " + checkValue + " "),
                book());
    }

    private void keyStandsNowhere() {
        String key = hex(LETTER.key());
        for (String table : List.of("audit_event", "key_proposal", "vending_key")) {
            for (String column : Columns.of(database, table)) {
                assertFalse(column.toLowerCase(Locale.ROOT).contains(key), table);
                assertFalse(column.contains(key.substring(0, 12)), table);
            }
        }
    }

    @Test
    void whoProposedCannotDecideWhateverHisCapitals() throws VaultException {
        long proposal = proposed(LETTER, LETTER.key());
        for (String same : List.of("amina", "AMINA", "aMiNa")) {
            assertEquals(Outcome.SAME_PERSON, decided(proposal, true, same));
            assertEquals(Outcome.SAME_PERSON, decided(proposal, false, same));
        }
        assertEquals(1, book().size());
        assertEquals(Outcome.OK, decided(proposal, true, "brian"));
    }

    @Test
    void whatIsDecidedStaysDecided() throws VaultException {
        long approved = proposed(LETTER, LETTER.key());
        decided(approved, true, "brian");
        long rejected = proposed(KeyLetter.of("123457", 2), LETTER.key());
        decided(rejected, false, "brian");
        for (long proposal : List.of(approved, rejected)) {
            assertEquals(Outcome.ALREADY_DECIDED, decided(proposal, true, "clara"));
            assertEquals(Outcome.ALREADY_DECIDED, decided(proposal, false, "clara"));
        }
        assertEquals(LETTER.attributes(), only().attributes());
        assertEquals(Outcome.PROPOSAL_UNKNOWN, decided(Math.max(approved, rejected) + 1, true, "brian"));
    }

    @Test
    void ofTwoApprovalsAtOnceOneWins() throws VaultException {
        long proposal = proposed(LETTER, LETTER.key());
        List<Outcome> outcomes = Threads.together(2, thread -> () -> decided(proposal, true, "approver" + thread));
        assertEquals(EnumSet.of(Outcome.OK, Outcome.ALREADY_DECIDED), EnumSet.copyOf(outcomes));
        assertEquals(LETTER.attributes(), only().attributes());
        assertEquals(2, book().size());
    }

    @Test
    void anotherKeyUnderTheSameNameIsRefusedWhileTheFirstIsInUse() throws VaultException {
        VendingKey other = LETTER.key("other");
        long early = proposed(LETTER, other);
        LETTER.load(rooms);
        assertEquals(
                Outcome.KEY_EXISTS,
                vault.propose(LETTER.attributes(), other, "again", "amina").outcome());
        assertEquals(Outcome.KEY_EXISTS, decided(early, true, "brian"));
        assertEquals(KeyCheckValue.of(LETTER.key()), only().checkValue());
        assertEquals(Outcome.OK, decided(early, false, "brian"), "it can still be put away");
    }

    @Test
    void ofTwoKeysApprovedForOneNewNameAtOnceOneEnters() throws VaultException {
        oneOfTwoEnters();
    }

    @Test
    void ofTwoKeysApprovedForAWithdrawnNameAtOnceOneEnters() throws VaultException {
        LETTER.load(rooms);
        LETTER.withdraw(rooms);
        oneOfTwoEnters();
    }

    private void oneOfTwoEnters() throws VaultException {
        List<String> variants = List.of("one", "two");
        List<Long> proposals = List.of(proposed(LETTER, LETTER.key("one")), proposed(LETTER, LETTER.key("two")));
        List<Boolean> entered = Threads.together(2, thread -> () -> {
            try {
                return decided(proposals.get(thread), true, "brian") == Outcome.OK;
            } catch (PersistenceException e) {
                return false; // undone as a whole: asking again tells why
            }
        });
        assertEquals(List.of(true), entered.stream().filter(in -> in).toList(), "one of two");
        int winner = entered.indexOf(true);
        assertEquals(KeyCheckValue.of(LETTER.key(variants.get(winner))), only().checkValue());
        assertEquals(Outcome.KEY_EXISTS, decided(proposals.get(1 - winner), true, "brian"));
    }

    @Test
    void theSameKeyWithOtherAttributesReplacesThem() throws VaultException {
        LETTER.load(rooms);
        KeyLetter narrower = KeyLetter.of("123457", 1)
                .ken(170)
                .unitsPerToken(5_000)
                .unitsPerDay(90_000)
                .allowing("0.0")
                .issueUntil(LETTER.attributes().baseDate().lastMinute());
        assertEquals(Outcome.OK, decided(proposed(narrower, LETTER.key()), true, "brian"));
        assertEquals(narrower.attributes(), only().attributes());
        assertEquals(KeyCheckValue.of(LETTER.key()), only().checkValue());
    }

    @Test
    void aKeyIsWithdrawnByTwoPersonsToo() throws VaultException {
        LETTER.load(rooms);
        long proposal = withdrawal().proposal().orElseThrow().id();
        assertEquals(Optional.empty(), only().withdrawnAt());
        assertEquals(Outcome.SAME_PERSON, decided(proposal, true, "Amina"));
        assertEquals(Outcome.OK, decided(proposal, true, "brian"));
        assertEquals(Optional.of(database.clock().instant()), only().withdrawnAt());
        assertEquals(Outcome.KEY_NOT_LOADED, withdrawal().outcome(), "once is enough");
        String checkValue = KeyCheckValue.of(LETTER.key()).toLowerCase(Locale.ROOT);
        assertEquals(
                List.of(
                        "amina key_withdraw_proposed key 123457/1 kcv " + checkValue + " reason: lost",
                        "brian key_withdraw_approved key 123457/1 kcv " + checkValue + " "),
                book().subList(2, 4));
    }

    private Vault.Result withdrawal() {
        return vault.proposeWithdrawal(
                LETTER.attributes().sgc(), LETTER.attributes().krn(), "lost", "amina");
    }

    @Test
    void aKeyThatIsNotThereCannotBeWithdrawn() throws VaultException {
        assertEquals(Outcome.KEY_NOT_LOADED, withdrawal().outcome());
        LETTER.load(rooms);
        long proposal = withdrawal().proposal().orElseThrow().id();
        vault.remove(LETTER.attributes().sgc(), LETTER.attributes().krn());
        assertEquals(Outcome.KEY_NOT_LOADED, decided(proposal, true, "brian"));
    }

    @Test
    void theNameOfAWithdrawnKeyCanBeGivenToAnother() throws VaultException {
        LETTER.load(rooms);
        LETTER.withdraw(rooms);
        VendingKey other = LETTER.key("other");
        assertEquals(Outcome.OK, decided(proposed(LETTER, other), true, "brian"));
        assertEquals(KeyCheckValue.of(other), only().checkValue());
        assertEquals(Optional.empty(), only().withdrawnAt());
    }

    @Test
    void aWithdrawnKeyComesBackByTwoPersons() throws VaultException {
        LETTER.load(rooms);
        LETTER.withdraw(rooms);
        assertEquals(Outcome.OK, decided(proposed(LETTER, LETTER.key()), true, "brian"));
        assertEquals(Optional.empty(), only().withdrawnAt());
    }

    @Test
    void aRejectedProposalLeavesNoKey() throws VaultException {
        long proposal = proposed(LETTER, LETTER.key());
        assertEquals(1, database.count("select count(*) from key_proposal where length(ciphertext) > 20"));
        assertEquals(Outcome.OK, decided(proposal, false, "brian"));
        assertEquals(List.of(), vault.keys());
        assertEquals(0, database.count("select count(*) from vending_key"));
        noSealedProposal();
        assertTrue(book().get(1).startsWith("brian key_import_rejected key 123457/1 kcv "));
    }

    @Test
    void aDecidedProposalKeepsNoSealedKey() throws VaultException {
        decided(proposed(LETTER, LETTER.key()), true, "brian");
        noSealedProposal();
        LETTER.withdraw(rooms);
        noSealedProposal();
        List<Vault.Proposal> all = vault.proposals(0, 10);
        assertEquals(
                List.of("IMPORT", "WITHDRAW"),
                all.stream().map(Vault.Proposal::action).toList());
        List<Vault.Proposal> further = vault.proposals(all.get(0).id(), 10);
        assertEquals(
                List.of(all.get(1).id()),
                further.stream().map(Vault.Proposal::id).toList());
    }

    private void noSealedProposal() {
        assertEquals(
                0,
                database.count(
                        "select count(*) from key_proposal where length(nonce) > 0" + " or length(ciphertext) > 0"));
    }

    @Test
    void aReasonThatNoColumnCanHoldIsABugOfTheCaller() {
        for (String reason : List.of("r".repeat(201), "nul \u0000")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> vault.propose(LETTER.attributes(), LETTER.key(), reason, "amina"));
        }
        assertEquals(List.of(), vault.proposals(0, 10));
    }
}
