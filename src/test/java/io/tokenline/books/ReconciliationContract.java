package io.tokenline.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.audit.AuditEvent;
import io.tokenline.books.Difference.Kind;
import io.tokenline.books.Difference.State;
import io.tokenline.payment.Cases;
import io.tokenline.payment.FakeWallet;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.Payments;
import io.tokenline.vending.Shop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A wallet's statement beside our sales, on whichever database. */
abstract class ReconciliationContract {

    private static final String AMOUNT = "200";
    private static final long MINOR = 200_00;
    private static final String WALLET = "fake";
    private static final String PERSON = "amina";
    private static final String WHY = "the provider confirmed it";

    private final Database database;
    private final Shop shop;
    private final Reconciliation reconciliation;
    private final Statements statements;
    private final LocalDate today;

    ReconciliationContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.reconciliation = shop.rooms().get(Reconciliation.class);
        this.statements = shop.rooms().get(Statements.class);
        this.today = LocalDate.ofInstant(now(), database.settings().timeZone());
    }

    private Instant now() {
        return database.clock().instant();
    }

    /** Sells; the wallet takes the money and gives a receipt. */
    private String sold(String receipt) {
        String reference = shop.sell(receipt, AMOUNT);
        Payments payments = shop.rooms().get(Payments.class);
        for (Payments.Claimed claimed : payments.claim(10, Set.of())) {
            payments.answered(
                    claimed.request().id(), new PayOutcome.Paid("X" + receipt, FakeWallet.kes(MINOR), receipt));
        }
        return reference;
    }

    private static String line(String receipt, Instant at, long minor) {
        return "\n" + receipt + "," + at + "," + BigDecimal.valueOf(minor, 2);
    }

    private String line(String receipt, long minor) {
        return line(receipt, now(), minor);
    }

    private Statements.Result send(String... lines) {
        return send(Optional.of(today), "", lines);
    }

    private Statements.Result send(Optional<LocalDate> day, String further, String... lines) {
        String csv = "receipt,time,amount" + further + String.join("", lines) + "\n";
        try {
            return statements.read(WALLET, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), day, PERSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Statements.Result taken(int lines, int added, boolean repeated) {
        return new Statements.Result(Optional.of(new Reconciliation.Taken(lines, added, repeated)), List.of());
    }

    private List<FoundDifference> found(State state) {
        return reconciliation.differences(state, 0, 100);
    }

    private List<Difference> compared() {
        assertEquals(Outcome.OK, reconciliation.compare(WALLET, today).outcome());
        return found(State.OPEN).stream().map(FoundDifference::difference).toList();
    }

    private BooksDay day() {
        return reconciliation.days(Optional.empty(), "", 1).get(0);
    }

    private Outcome close() {
        return reconciliation.close(WALLET, today, PERSON).outcome();
    }

    private void dayIsOver() {
        database.clock().pass(Duration.ofDays(1));
    }

    private long audited(String action) {
        return database.count(
                "select count(*) from audit_event where action = '" + action + "' and actor = '" + PERSON + "'");
    }

    @Test
    void aDayOnWhichBothAgreeIsClosedByAPersonOnceItIsOver() {
        Instant then = now();
        sold("R1");
        sold("R2");
        assertEquals(taken(2, 2, false), send(line("R1", MINOR), line("R2", MINOR)));
        assertEquals(List.of(), compared());
        assertEquals(Outcome.DAY_NOT_OVER, close());
        dayIsOver();
        assertEquals(Outcome.STATEMENT_INCOMPLETE, close(), "it was read before the day was over");
        send(line("R1", then, MINOR), line("R2", then, MINOR));
        assertThrows(IllegalArgumentException.class, () -> reconciliation.close(WALLET, today, AuditEvent.SYSTEM));
        assertEquals(Outcome.OK, close());
        assertEquals(2, day().matched());
        assertEquals(Optional.of(PERSON), day().closedBy());
        assertEquals(1, audited("DAY_CLOSED"));
        assertEquals(Outcome.ALREADY_DECIDED, close());
    }

    @Test
    void aDayOfWhichNoStatementTellsIsNeitherComparedNorClosed() {
        sold("R1");
        assertEquals(
                Outcome.STATEMENT_MISSING, reconciliation.compare(WALLET, today).outcome());
        dayIsOver();
        assertEquals(Outcome.STATEMENT_MISSING, close());
        assertEquals(List.of(), reconciliation.days(Optional.empty(), "", 1));
    }

    @Test
    void whatDisagreesKeepsTheDayOpenUntilEachIsResolved() {
        String sale = sold("R1");
        send(line("R9", 50_00));
        Instant then = now();
        List<Difference> both = List.of(
                new Difference(Kind.MISSING_AT_WALLET, sale, "R1", MINOR, 0),
                new Difference(Kind.MISSING_HERE, "", "R9", 0, 50_00));
        assertEquals(both, compared());
        dayIsOver();
        send(line("R9", then, 50_00));
        assertEquals(both, compared(), "found again, not twice");
        assertEquals(1, reconciliation.open().get(Kind.MISSING_HERE));
        assertEquals(Outcome.DIFFERENCES_OPEN, close());
        for (FoundDifference open : found(State.OPEN)) {
            assertEquals(Outcome.OK, reconciliation.resolve(open.id(), WHY, PERSON));
            assertEquals(Outcome.ALREADY_DECIDED, reconciliation.resolve(open.id(), WHY, PERSON));
        }
        assertEquals(Outcome.DIFFERENCE_UNKNOWN, reconciliation.resolve(-1, WHY, PERSON));
        assertEquals(2, audited("DIFFERENCE_RESOLVED"));
        assertEquals(Outcome.OK, close());
        assertEquals(List.of(), compared(), "what is resolved stays so");
    }

    @Test
    void aDifferenceHasAnOwnerAndANoteUntilItIsResolved() {
        send(line("R9", 50_00));
        assertEquals(1, compared().size());
        long id = found(State.OPEN).get(0).id();
        assertEquals(Outcome.OK, reconciliation.care(id, Optional.of("wanjiku"), Optional.empty(), PERSON));
        assertEquals(Outcome.OK, reconciliation.care(id, Optional.empty(), Optional.of("asked the bank"), PERSON));
        FoundDifference open = found(State.OPEN).get(0);
        assertEquals(Optional.of("wanjiku"), open.owner());
        assertEquals(Optional.of("asked the bank"), open.note());
        assertEquals(1, audited("DIFFERENCE_ASSIGNED"));
        assertEquals(1, audited("DIFFERENCE_NOTED"));
        assertEquals(Outcome.OK, reconciliation.resolve(id, WHY, PERSON));
        FoundDifference resolved = found(State.RESOLVED).get(0);
        assertEquals(Optional.of(WHY), resolved.resolution());
        assertEquals(Optional.of(PERSON), resolved.endedBy());
        assertEquals(Outcome.ALREADY_DECIDED, reconciliation.care(id, Optional.empty(), Optional.of("more"), PERSON));
        assertEquals(
                Outcome.DIFFERENCE_UNKNOWN, reconciliation.care(-1, Optional.empty(), Optional.of("more"), PERSON));
    }

    @Test
    void moneyThatOnlyTheWalletHasLiesInSuspenseUntilItIsPlaced() {
        String open =
                "select count(*) from payment_case where kind = 'SUSPENSE' and amount_minor = 5000 and closed_at is null";
        send(line("R9", 50_00));
        compared();
        assertEquals(0, database.count(open), "its news may be on the way");
        dayIsOver();
        compared();
        assertEquals(1, database.count(open));
        assertEquals(1, compared().size(), "it is not known for lying there");
        assertEquals(Outcome.OK, reconciliation.resolve(found(State.OPEN).get(0).id(), WHY, PERSON));
        assertEquals(1, database.count(open), "one person alone does not make money disappear");
        assertEquals(0, audited("CASE_CLOSED"));
        Cases cases = shop.rooms().get(Cases.class);
        long id = cases.list(false, 0, 10).get(0).about().id();
        assertEquals(Outcome.SAME_PERSON, cases.close(id, WHY, PERSON));
        assertEquals(Outcome.OK, cases.close(id, WHY, "brian"));
        assertEquals(0, database.count(open));
        assertEquals(1, database.count("select count(*) from audit_event where action = 'CASE_CLOSED'"));
    }

    @Test
    void aStatementThatComesLaterTakesTheDifferenceAway() {
        sold("R1");
        send();
        assertEquals(1, compared().size());
        send(line("R1", MINOR));
        assertEquals(List.of(), compared());
        assertEquals(1, found(State.GONE).size());
        assertEquals(1, day().matched());
    }

    @Test
    void anotherAmountIsADifferenceAndResolvedForThatAmountOnly() {
        String sale = sold("R1");
        send(line("R1", MINOR - 1));
        assertEquals(List.of(new Difference(Kind.AMOUNT_DIFF, sale, "R1", MINOR, MINOR - 1)), compared());
        assertEquals(Outcome.OK, reconciliation.resolve(found(State.OPEN).get(0).id(), WHY, PERSON));
        assertEquals(List.of(), compared());
        database.execute("update statement_line set amount_minor = 1");
        assertEquals(List.of(new Difference(Kind.AMOUNT_DIFF, sale, "R1", MINOR, 1)), compared());
    }

    @Test
    void theSameFileOrLineAgainChangesNothingAndAContradictionIsRefusedWhole() {
        assertEquals(taken(1, 1, false), send(line("R1", MINOR)));
        assertEquals(taken(1, 0, true), send(line("R1", MINOR)));
        assertEquals(
                new Statements.Result(
                        Optional.empty(), List.of(new StatementFault(2, "this receipt is known with another amount"))),
                send(line("R1", MINOR + 1), line("R2", MINOR)));
        assertEquals(1, database.count("select count(*) from statement_line"));
        assertEquals(1, database.count("select count(*) from statement_file"));
        assertEquals(taken(2, 1, false), send(line("R1", MINOR), line("R2", MINOR)));
    }

    @Test
    void aFileWithAFaultIsRefusedWhole() {
        Statements.Result result = send(line("R1", MINOR), "\nR2,some day,1");
        assertEquals(
                List.of(3L), result.faults().stream().map(StatementFault::line).toList());
        assertEquals(0, database.count("select count(*) from statement_file"));
        assertEquals(0, database.count("select count(*) from statement_line"));
    }

    @Test
    void linesOfManyChunksOverlapWithThoseBefore() {
        String[] lines = new String[1_200];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line("R" + i, MINOR);
        }
        assertEquals(taken(700, 700, false), send(java.util.Arrays.copyOf(lines, 700)));
        assertEquals(taken(1_200, 500, false), send(lines));
    }

    @Test
    void aReceiptThatAStatementHasTwiceIsADuplicateHoweverOftenItIsRead() {
        String sale = sold("R1");
        send(line("R1", MINOR), line("R1", MINOR));
        assertEquals(List.of(new Difference(Kind.DUPLICATE, sale, "R1", 0, MINOR)), compared());
        assertEquals(1, day().matched());
        assertEquals(taken(3, 1, false), send(line("R1", MINOR), line("R1", MINOR), line("R2", 1)));
    }

    /** A second payment, R2, for the only sale. */
    private void paidAgain() {
        database.execute(
                "insert into payment_attempt (id, sale_reference, provider, msisdn, currency, amount_minor, state,"
                        + " receipt, tries, expires_at, created_at, changed_at, received_minor, paid_at) select 'second',"
                        + " sale_reference, provider, msisdn, currency, amount_minor, state, 'R2', tries, expires_at, created_at,"
                        + " changed_at, received_minor, timestamp with time zone '"
                        + now().truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace('T', ' ')
                                .replace("Z", "+00:00") + "' from payment_attempt");
    }

    @Test
    void aSaleThatWasPaidTwiceIsADuplicateUntilItsCaseIsClosed() {
        String sale = sold("R1");
        database.clock().pass(Duration.ofMinutes(1));
        paidAgain();
        send(line("R1", MINOR), line("R2", MINOR));
        assertEquals(List.of(new Difference(Kind.DUPLICATE, sale, "R2", MINOR, MINOR)), compared());
        assertEquals(2, day().matched());
        database.execute(
                "insert into payment_case (id, case_key, kind, provider, detail, opened_at, closed_at) select -1,"
                        + " 'DUPLICATE_PAYMENT second', 'DUPLICATE_PAYMENT', provider, '', changed_at, changed_at"
                        + " from payment_attempt where id = 'second'");
        assertEquals(List.of(), compared());
    }

    @Test
    void aTokenThatNobodyPaidForIsAnAlarm() {
        String sale = sold("R1");
        send();
        database.execute("update payment_attempt set paid_at = null, state = 'FAILED'");
        List<Difference> alarm = List.of(new Difference(Kind.TOKEN_WITHOUT_PAYMENT, sale, "", 0, 0));
        assertEquals(alarm, compared());
        database.execute("delete from payment_attempt");
        assertEquals(alarm, compared(), "no wallet was ever asked");
    }

    @Test
    void aTokenWhoseMoneyIsHeldIsAnAlarmAfterADay() {
        sold("R1");
        send();
        database.execute("update payment_attempt set paid_at = null, state = 'CAPTURING'");
        assertEquals(List.of(), compared());
        dayIsOver();
        assertEquals(1, compared().size());
    }

    @Test
    void moneyWithoutATokenAges() {
        String sale = sold("R1");
        send(line("R1", MINOR));
        database.execute("delete from issued_token");
        assertEquals(List.of(new Difference(Kind.PAYMENT_WITHOUT_TOKEN, sale, "R1", MINOR, MINOR)), compared());
        FoundDifference open = found(State.OPEN).get(0);
        assertEquals(Age.UNDER_A_DAY, open.age(now()));
        dayIsOver();
        assertEquals(Age.UNDER_THREE_DAYS, open.age(now()));
    }

    @Test
    void aPaymentOverMidnightIsLateOnOurDayAndMissingOnNeither() {
        sold("R1");
        Instant theirs = now().plus(Duration.ofDays(1));
        send(line("R1", theirs, MINOR));
        assertEquals(List.of(), compared());
        assertEquals(1, day().matched());
        assertEquals(1, day().late());
        LocalDate next = today.plusDays(1);
        database.clock().pass(Duration.ofDays(2));
        send(Optional.of(next), "");
        assertEquals(0, reconciliation.compare(WALLET, next).open());
        assertEquals(0, day().matched(), "the next day has none");
    }

    @Test
    void aDayBeginsWithItsFirstMomentAndEndsBeforeTheNext() {
        Span span = Span.of(today, database.settings().timeZone());
        send(
                line("R1", span.from().minusMillis(1), 1),
                line("R2", span.from(), 1),
                line("R3", span.until().minusMillis(1), 1),
                line("R4", span.until(), 1));
        assertEquals(
                List.of("R2", "R3"),
                compared().stream().map(Difference::receipt).sorted().toList());
    }

    @Test
    void aClosedDayStaysClosedAndWhatComesToLightWaits() {
        sold("R1");
        send(line("R1", MINOR));
        Instant then = now();
        dayIsOver();
        send(line("R1", then, MINOR));
        assertEquals(Outcome.OK, close());
        send(line("R1", then, MINOR), line("R9", then, 1));
        assertEquals(List.of(new Difference(Kind.MISSING_HERE, "", "R9", 0, 1)), compared());
        database.execute("update payment_attempt set paid_at = null");
        assertEquals(3, compared().size());
        assertEquals(1, day().matched(), "as it was closed");
        assertEquals(Optional.of(PERSON), day().closedBy());
        assertEquals(Outcome.ALREADY_DECIDED, close());
    }

    @Test
    void anotherAccountsStatementIsNoHeapOfDifferences() {
        String[] lines = new String[Comparison.DIFFERENCES_MAX + 1];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line("R" + i, MINOR);
        }
        send(lines);
        assertEquals(
                Outcome.DIFFERENCES_TOO_MANY,
                reconciliation.compare(WALLET, today).outcome());
        assertEquals(0, database.count("select count(*) from books_difference"));
        assertEquals(0, database.count("select count(*) from books_day"));
    }

    @Test
    void daysAndStatementsAreListedPageByPage() {
        send(line("R1", MINOR), line("R2", now().plus(Duration.ofDays(1)), MINOR));
        send(line("R3", now().plus(Duration.ofDays(1)), MINOR));
        LocalDate next = today.plusDays(1);
        reconciliation.compare(WALLET, today);
        database.execute(
                "insert into books_day (provider, calendar_day, matched, late, compared_at) select 'other', calendar_day,"
                        + " 0, 0, compared_at from books_day");
        database.execute(
                "insert into books_day (provider, calendar_day, matched, late, compared_at) select 'fake', calendar_day + 1,"
                        + " 0, 0, compared_at from books_day where provider = 'fake'");
        List<BooksDay> first = reconciliation.days(Optional.empty(), "", 2);
        assertEquals(List.of(next, today), first.stream().map(BooksDay::day).toList());
        assertTrue(first.stream().allMatch(day -> day.provider().equals(WALLET)));
        assertEquals(
                List.of("other"),
                reconciliation.days(Optional.of(today), WALLET, 2).stream()
                        .map(BooksDay::provider)
                        .toList());
        List<StatementFile> files = reconciliation.files(Long.MAX_VALUE, 1);
        assertEquals(1, files.get(0).lines());
        assertEquals(2, reconciliation.files(files.get(0).id(), 5).get(0).lines());
    }

    /** Paid, and proved by a query that gave no receipt. */
    private String soldWithoutReceipt() {
        String reference = sold("R1");
        database.execute("update payment_attempt set receipt = null where receipt = 'R1'");
        return reference;
    }

    private Statements.Result sendWithReferences(String... lines) {
        return send(Optional.of(today), ",reference", lines);
    }

    @Test
    void aPaymentWhoseReceiptNobodyToldIsFoundByOurReferenceAndLearnsIt() {
        String sale = soldWithoutReceipt();
        sendWithReferences(line("R7", MINOR) + "," + sale);
        assertEquals(List.of(), compared());
        assertEquals(1, day().matched());
        assertEquals(List.of("r7"), database.names("select receipt from payment_attempt"));
        assertEquals(List.of(), compared());
        assertEquals(1, database.count("select count(*) from audit_event where action = 'RECEIPTS_LEARNED'"));
    }

    @Test
    void onlyOneLineOfOurReferenceIsThePaymentAndAnotherAmountIsNot() {
        String sale = soldWithoutReceipt();
        sendWithReferences(
                line("R5", MINOR - 1) + "," + sale,
                line("R7", MINOR) + "," + sale,
                line("R8", now().plusSeconds(1), MINOR) + "," + sale);
        assertEquals(
                List.of("R5", "R8"),
                compared().stream().map(Difference::receipt).toList());
        assertEquals(1, day().matched());
    }

    @Test
    void aLineOfAnotherDayIsThePaymentToo() {
        String sale = soldWithoutReceipt();
        Instant theirs = now().plus(Duration.ofDays(1));
        send();
        database.clock().pass(Duration.ofDays(2));
        send(Optional.of(today.plusDays(1)), ",reference", line("R7", theirs, MINOR) + "," + sale);
        assertEquals(0, reconciliation.compare(WALLET, today.plusDays(1)).open(), "the line is looked at first");
        assertEquals(List.of(), compared());
        assertEquals(
                1, reconciliation.compare(WALLET, today).day().orElseThrow().late());
    }

    @Test
    void theReceiptOfAnotherPaymentIsNotTakenForThisOne() {
        String sale = soldWithoutReceipt();
        sold("R2");
        sendWithReferences(line("R2", MINOR) + "," + sale);
        assertEquals(
                List.of(Kind.MISSING_AT_WALLET),
                compared().stream().map(Difference::kind).toList());
    }

    @Test
    void theDayAfterADayThatAStatementTellsOfIsNotCompared() {
        sold("R1");
        send(line("R1", MINOR));
        database.clock().pass(Duration.ofDays(1));
        sold("R2");
        LocalDate next = today.plusDays(1);
        assertEquals(
                Outcome.STATEMENT_MISSING, reconciliation.compare(WALLET, next).outcome());
        assertEquals(List.of(), found(State.OPEN));
    }

    @Test
    void aFileTellsOfItsLastLineToo() {
        Span span = Span.of(today, database.settings().timeZone());
        send(Optional.empty(), "", line("R1", span.from().minusSeconds(1), 1), line("R2", span.from(), 1));
        assertEquals(List.of("R2"), compared().stream().map(Difference::receipt).toList());
    }

    @Test
    void aDayIsClosedOnlyWhereStatementsTellOfAllOfIt() {
        Span span = Span.of(today, database.settings().timeZone());
        Instant noon = span.from().plus(Duration.ofHours(12));
        database.clock().set(noon);
        sold("R1");
        dayIsOver();
        send(Optional.empty(), "", line("R0", span.from().minusSeconds(1), 1), line("R1", noon, MINOR));
        assertEquals(List.of(), compared());
        assertEquals(Outcome.STATEMENT_INCOMPLETE, close(), "the afternoon is missing");
        send(Optional.empty(), "", line("R1", noon, MINOR), line("R2", span.until(), 1));
        assertEquals(Outcome.OK, close(), "two tell of all of it");
    }

    @Test
    void whoSendsAFileAgainAndSaysItsDaySaysThatItTellsOfAllOfIt() {
        sold("R1");
        Instant then = now();
        dayIsOver();
        send(Optional.empty(), "", line("R1", then, MINOR));
        assertEquals(Outcome.STATEMENT_INCOMPLETE, close());
        assertEquals(taken(1, 0, true), send(Optional.of(today), "", line("R1", then, MINOR)));
        assertEquals(taken(1, 0, true), send(Optional.of(today), "", line("R1", then, MINOR)));
        assertEquals(Outcome.OK, close());
        assertEquals(2, database.count("select count(*) from statement_file"));
    }

    @Test
    void aStatementWithoutALineSaysThatNothingCameThatDayAndOnAnotherDayTheSame() {
        database.clock().pass(Duration.ofDays(2));
        assertEquals(Outcome.STATEMENT_MISSING, close());
        assertEquals(taken(0, 0, false), send());
        assertEquals(Outcome.OK, close());
        LocalDate next = today.plusDays(1);
        assertEquals(taken(0, 0, true), send(Optional.of(next), ""));
        assertEquals(Outcome.OK, reconciliation.close(WALLET, next, PERSON).outcome());
    }

    @Test
    void moneyThatWentBackNeedsNoTokenAndASecondPaymentThatWentBackIsSettled() {
        sold("R1");
        send(line("R1", MINOR));
        database.execute("delete from issued_token");
        refund("REQUESTED");
        assertEquals(
                List.of(Kind.PAYMENT_WITHOUT_TOKEN),
                compared().stream().map(Difference::kind).toList());
        database.execute("update refund set state = 'REFUNDED'");
        assertEquals(List.of(), compared());
    }

    private void refund(String state) {
        refund(state, "back", "W9", "R1");
    }

    /** Gives back the payment with this receipt. */
    private void refund(String state, String id, String externalId, String receipt) {
        database.execute(
                "insert into refund (id, attempt_id, open_key, extra, by_hand, sale_reference, provider, currency,"
                        + " amount_minor, reason, state, external_id, tries, proposed_by, proposed_at, created_at, changed_at)"
                        + " select '" + id
                        + "', id, id, false, false, sale_reference, provider, currency, amount_minor,"
                        + " 'no token', '" + state + "', '" + externalId
                        + "', 0, 'amina', changed_at, changed_at, changed_at"
                        + " from payment_attempt where receipt = '" + receipt + "'");
    }

    private Statements.Result sendWithReturns(String... lines) {
        return send(Optional.of(today), ",reference,original", lines);
    }

    @Test
    void whatTheWalletTookBackAndNobodyHereKnowsOfIsADifference() {
        String sale = sold("R1");
        sendWithReturns(line("R1", MINOR) + "," + sale + ",", line("B1", -MINOR) + ",,R1");
        assertEquals(List.of(new Difference(Kind.RETURN_UNKNOWN, sale, "B1", 0, MINOR)), compared());
        refund("ASKED");
        assertEquals(List.of(), compared());
        database.execute("update refund set amount_minor = 1");
        assertEquals(1, compared().size(), "another amount");
        database.execute("update refund set amount_minor = " + MINOR + ", state = 'REFUSED', open_key = null");
        assertEquals(
                List.of(Kind.RETURN_UNKNOWN),
                compared().stream().map(Difference::kind).toList());
    }

    @Test
    void whatWeGaveBackAndTheWalletDoesNotListIsADifferenceWhereItsStatementHasWhatGoesBack() {
        String sale = sold("R1");
        database.execute("delete from issued_token");
        refund("REFUNDED");
        database.clock().pass(Duration.ofMinutes(1)); // no statement tells of the moment at which it is read
        send(line("R1", MINOR));
        assertEquals(List.of(), compared(), "the statement has payments only");
        sendWithReturns(line("R1", MINOR) + "," + sale + ",");
        assertEquals(List.of(new Difference(Kind.RETURN_MISSING, sale, "W9", MINOR, 0)), compared());
        sendWithReturns(line("W9", -MINOR) + "," + sale + ",");
        assertEquals(List.of(), compared());
        assertEquals(
                List.of(2L),
                sendWithReturns(line("W9", -1) + "," + sale + ",").faults().stream()
                        .map(StatementFault::line)
                        .toList());
    }

    @Test
    void whatWasPaidOutByHandIsNotLookedForAtTheWallet() {
        String sale = sold("R1");
        database.execute("delete from issued_token");
        refund("REFUNDED");
        database.clock().pass(Duration.ofMinutes(1)); // no statement tells of the moment at which it is read
        database.execute("update refund set by_hand = true");
        sendWithReturns(line("R1", MINOR) + "," + sale + ",");
        assertEquals(List.of(), compared());
    }

    @Test
    void whatTheWalletTookBackIsUnknownBesideARefundByHand() {
        String sale = sold("R1");
        database.execute("delete from issued_token");
        refund("REFUNDED");
        database.execute("update refund set by_hand = true");
        sendWithReturns(line("R1", MINOR) + "," + sale + ",", line("B1", -MINOR) + ",,R1");
        assertEquals(List.of(new Difference(Kind.RETURN_UNKNOWN, sale, "B1", 0, MINOR)), compared());
    }

    @Test
    void whatTheWalletTookBackOfOnePaymentIsNotTheRefundOfAnother() {
        String sale = sold("R1");
        paidAgain();
        refund("REFUNDED", "back", "W9", "R2");
        String paid = line("R1", MINOR) + "," + sale + "," + line("R2", MINOR) + "," + sale + ",";
        sendWithReturns(paid, line("B1", -MINOR) + "," + sale + ",R1", line("B2", -MINOR) + "," + sale + ",R2");
        assertEquals(List.of(new Difference(Kind.RETURN_UNKNOWN, sale, "B1", 0, MINOR)), compared());
        sendWithReturns(paid, line("B3", -MINOR) + "," + sale + ",R2");
        assertEquals(
                List.of("B1", "B3"),
                compared().stream().map(Difference::receipt).sorted().toList(),
                "one line stands for one refund");
    }

    @Test
    void aLineWithTheSalesReferenceOnlyStandsForOneRefundOfIt() {
        String sale = sold("R1");
        database.execute("delete from issued_token");
        paidAgain();
        refund("REFUNDED", "back", "W8", "R1");
        refund("REFUNDED", "more", "W9", "R2");
        database.clock().pass(Duration.ofMinutes(1)); // no statement tells of the moment at which it is read
        String paid = line("R1", MINOR) + "," + sale + "," + line("R2", MINOR) + "," + sale + ",";
        String named = "," + sale + ",unknown";
        sendWithReturns(paid, line("B1", -MINOR) + named);
        assertEquals(List.of(new Difference(Kind.RETURN_MISSING, sale, "W9", MINOR, 0)), compared());
        sendWithReturns(paid, line("B2", -MINOR) + "," + sale + ",");
        assertEquals(List.of(), compared());
        sendWithReturns(paid, line("B3", -MINOR) + named);
        assertEquals(
                List.of(Kind.RETURN_UNKNOWN),
                compared().stream().map(Difference::kind).toList());
        database.execute("update statement_return set receipt = 'W9' where receipt = 'B1'");
        assertEquals(List.of("B3"), compared().stream().map(Difference::receipt).toList());
        database.execute("delete from statement_return where receipt in ('B2', 'B3')");
        assertEquals(
                List.of(new Difference(Kind.RETURN_MISSING, sale, "W8", MINOR, 0)),
                compared(),
                "the line is the other refund's by its number");
    }

    @Test
    void whatACustomerTypedAsAccountIsKeptMasked() {
        String sale = sold("R1");
        String meter = shop.meter().drn();
        sendWithReferences(
                line("R1", MINOR) + "," + sale,
                line("R2", 1) + ",254700123456",
                line("R3", 1) + "," + meter,
                line("R4", 1) + ",0711");
        assertEquals(
                List.of(sale.toLowerCase(java.util.Locale.ROOT), "2547****456", meter, "****"),
                database.names("select reference from statement_line order by receipt"));
    }
}
