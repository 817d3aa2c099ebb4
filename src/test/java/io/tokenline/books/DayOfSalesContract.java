package io.tokenline.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.books.Difference.Kind;
import io.tokenline.books.Difference.State;
import io.tokenline.vending.Shop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A whole day of a large utility beside a statement with every kind of difference planted in it. */
abstract class DayOfSalesContract {

    private static final String WALLET = "fake";
    private static final String PERSON = "amina";
    private static final long MINOR = 200_00;
    /** Every so many sales, one is planted; each kind begins elsewhere, so that no sale has two. */
    private static final int EVERY = 400;

    private static final int NOT_AT_WALLET = 1;
    private static final int NOT_HERE = 2;
    private static final int LESS_AT_WALLET = 3;
    private static final int LISTED_TWICE = 4;
    private static final int PAID_TWICE = 5;
    private static final int LATE = 6;
    private static final int NOT_PAID = 7;
    private static final int NO_TOKEN = 8;
    /** The wallet never told the receipt: its line has our reference. */
    private static final int NO_RECEIPT = 9;

    private static final int NO_RECEIPT_AND_LISTED_TWICE = 10;
    private static final int NO_RECEIPT_AND_LESS = 11;
    private static final int NO_RECEIPT_AND_PAID_TWICE = 12;
    private static final List<Integer> NO_RECEIPTS =
            List.of(NO_RECEIPT, NO_RECEIPT_AND_LISTED_TWICE, NO_RECEIPT_AND_LESS, NO_RECEIPT_AND_PAID_TWICE);

    private final Database database;
    private final int sales;
    private final String numbers;
    private final Reconciliation reconciliation;
    private final Statements statements;
    private final LocalDate day;
    private final Span span;

    /**
     * A day.
     *
     * @param numbers whatever gives rows x from 1 to a number, in this database
     */
    DayOfSalesContract(Database database, int sales, String numbers) {
        this.database = database;
        this.sales = sales;
        this.numbers = numbers.formatted(sales);
        Shop shop = new Shop(database);
        this.reconciliation = shop.rooms().get(Reconciliation.class);
        this.statements = shop.rooms().get(Statements.class);
        this.day = LocalDate.ofInstant(
                        database.clock().instant(), database.settings().timeZone())
                .minusDays(1);
        this.span = Span.of(day, database.settings().timeZone());
    }

    private static boolean isPlanted(int sale, int kind) {
        return sale % EVERY == kind;
    }

    private static String planted(Integer... kinds) {
        return "mod(x, " + EVERY + ") in ("
                + Arrays.stream(kinds).map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    /** What the wallet calls our request. */
    private static String externalId(int number) {
        return "X%08d".formatted(number);
    }

    /** As real ones: 8 characters, none of them 0 or 1. */
    private static String sale(int number) {
        return "S" + "%07d".formatted(number).replace('0', 'A').replace('1', 'B');
    }

    private static String saleColumn() {
        return "'S' || translate(lpad(cast(x as varchar), 7, '0'), '01', 'AB')";
    }

    private static String receipt(int number) {
        return "R%08d".formatted(number);
    }

    /** Of what was paid, or listed, once more: it comes later. */
    private static String second(int number) {
        return receipt(number).replace('R', 'Q');
    }

    private static String padded(String letter) {
        return "'" + letter + "' || lpad(cast(x as varchar), 8, '0')";
    }

    private static String sql(Instant at) {
        return "timestamp with time zone '"
                + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                        .withZone(ZoneOffset.UTC)
                        .format(at) + "+00:00'";
    }

    /** Sales, one each {@code step} seconds at most, their payments and their tokens; and what is wrong with them. */
    private void sell() {
        String at = sql(span.from()) + " + cast(cast(x as bigint) * 86400 / " + (sales + 1)
                + " as integer) * interval '1' second";
        String attempt =
                "insert into payment_attempt (id, sale_reference, provider, msisdn, currency, amount_minor, state,"
                        + " external_id, receipt, tries, expires_at, created_at, changed_at, received_minor, paid_at) select ";
        String paid = ", " + saleColumn() + ", 'fake', '254700123456', 'KES', " + MINOR + ", 'PAID', ";
        String when = ", 0, " + at + ", " + at + ", " + at + ", " + MINOR + ", " + at;
        database.execute(
                "insert into sale (id, reference, request_key, channel, link, msisdn, language, meter_id, currency,"
                        + " amount_minor, received_minor, tariff, units_tenths, state, created_at, changed_at) select -x, "
                        + saleColumn() + ", " + padded("K")
                        + ", 'USSD', 'sandbox', '254700123456', 'en', (select min(id) from meter), 'KES', " + MINOR
                        + ", "
                        + MINOR + ", 'plain', 100, 'TOKEN_ISSUED', " + at + ", " + at + " from " + numbers,
                attempt + padded("A") + paid + padded("X") + ", case when "
                        + planted(NO_RECEIPTS.toArray(Integer[]::new)) + " then null else " + padded("R") + " end"
                        + when
                        + " from " + numbers
                        + " where not " + planted(NOT_PAID) + " and not " + planted(NOT_HERE),
                attempt + padded("B") + paid + padded("Y") + ", case when " + planted(NO_RECEIPT_AND_PAID_TWICE)
                        + " then null else " + padded("Q") + " end" + when + " + interval '1' second from " + numbers
                        + " where " + planted(PAID_TWICE, NO_RECEIPT_AND_PAID_TWICE),
                "insert into issued_token (id, owner, position, token_class, sub_class, pan, tid, units_tenths, digits,"
                        + " token_index, issued_at) select -x, " + saleColumn()
                        + ", 0, 0, 0, '600727000000000009', x, 100, cast('x' as bytea), " + padded("I") + ", " + at
                        + " from " + numbers + " where not " + planted(NO_TOKEN) + " and not " + planted(NOT_HERE));
    }

    private static String line(String receipt, String reference, Instant at, long minor) {
        return receipt + "," + at + "," + BigDecimal.valueOf(minor, 2) + "," + reference + "\n";
    }

    /** The wallet's own list: other words for the same money, but for what is planted. */
    private byte[] statement() {
        StringBuilder csv = new StringBuilder("receipt,time,amount,reference\n");
        for (int i = 1; i <= sales; i++) {
            Instant at = span.from().plusSeconds(i * 86_400L / (sales + 1));
            if (isPlanted(i, NOT_AT_WALLET) || isPlanted(i, NOT_PAID)) {
                continue;
            }
            String reference = isPlanted(i, NOT_HERE) ? "" : sale(i);
            csv.append(line(
                    receipt(i),
                    reference,
                    isPlanted(i, LATE) ? span.until().plus(Duration.ofMinutes(1)) : at,
                    isPlanted(i, LESS_AT_WALLET) || isPlanted(i, NO_RECEIPT_AND_LESS) ? MINOR - 1 : MINOR));
            if (isPlanted(i, LISTED_TWICE)) {
                csv.append(line(receipt(i), reference, at, MINOR));
            }
            if (isPlanted(i, PAID_TWICE)
                    || isPlanted(i, NO_RECEIPT_AND_PAID_TWICE)
                    || isPlanted(i, NO_RECEIPT_AND_LISTED_TWICE)) {
                csv.append(line(second(i), reference, at.plusSeconds(1), MINOR));
            }
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Set<Difference> expected() {
        Set<Difference> all = new HashSet<>();
        for (int i = 1; i <= sales; i++) {
            if (isPlanted(i, NO_RECEIPT_AND_LESS)) {
                all.add(new Difference(Kind.MISSING_AT_WALLET, sale(i), externalId(i), MINOR, 0));
            }
            Optional<Difference> difference = switch (i % EVERY) {
                case NOT_AT_WALLET ->
                    Optional.of(new Difference(Kind.MISSING_AT_WALLET, sale(i), receipt(i), MINOR, 0));
                case NOT_HERE -> Optional.of(new Difference(Kind.MISSING_HERE, "", receipt(i), 0, MINOR));
                case LESS_AT_WALLET ->
                    Optional.of(new Difference(Kind.AMOUNT_DIFF, sale(i), receipt(i), MINOR, MINOR - 1));
                case LISTED_TWICE -> Optional.of(new Difference(Kind.DUPLICATE, sale(i), receipt(i), 0, MINOR));
                case PAID_TWICE, NO_RECEIPT_AND_PAID_TWICE ->
                    Optional.of(new Difference(Kind.DUPLICATE, sale(i), second(i), MINOR, MINOR));
                case NO_RECEIPT_AND_LISTED_TWICE ->
                    Optional.of(new Difference(Kind.MISSING_HERE, "", second(i), 0, MINOR));
                case NO_RECEIPT_AND_LESS ->
                    Optional.of(new Difference(Kind.MISSING_HERE, "", receipt(i), 0, MINOR - 1));
                case NOT_PAID -> Optional.of(new Difference(Kind.TOKEN_WITHOUT_PAYMENT, sale(i), "", 0, 0));
                case NO_TOKEN ->
                    Optional.of(new Difference(Kind.PAYMENT_WITHOUT_TOKEN, sale(i), receipt(i), MINOR, MINOR));
                default -> Optional.empty();
            };
            difference.ifPresent(all::add);
        }
        return all;
    }

    private long count(int kind) {
        return (sales - kind) / EVERY + 1L;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Test
    void aDayWithEveryKindOfDifferencePlantedIsFoundToHaveExactlyThose() throws IOException {
        sell();
        database.execute(
                "analyze"); // a day's rows do not come at once elsewhere: the database has looked at them by itself
        byte[] csv = statement();
        long begun = System.nanoTime();
        Statements.Result read = statements.read(WALLET, new ByteArrayInputStream(csv), Optional.of(day), PERSON);
        Duration reading = since(begun);
        assertEquals(
                sales
                        - count(NOT_AT_WALLET)
                        - count(NOT_PAID)
                        + count(LISTED_TWICE)
                        + count(PAID_TWICE)
                        + count(NO_RECEIPT_AND_LISTED_TWICE)
                        + count(NO_RECEIPT_AND_PAID_TWICE),
                read.taken().orElseThrow().added());
        begun = System.nanoTime();
        Compared compared = reconciliation.compare(WALLET, day);
        Duration comparing = since(begun);
        System.out.printf(
                "A day of %,d sales: its statement read in %,d ms, compared in %,d ms, %,d differences%n",
                sales, reading.toMillis(), comparing.toMillis(), compared.open());
        assertEquals(Outcome.OK, compared.outcome());
        List<FoundDifference> found = reconciliation.differences(State.OPEN, 0, 1_000);
        Set<Difference> expected = expected();
        for (long last = 0; !found.isEmpty(); found = reconciliation.differences(State.OPEN, last, 1_000)) {
            for (FoundDifference one : found) {
                assertTrue(expected.remove(one.difference()), one.difference()::toString);
                last = one.id();
            }
        }
        assertEquals(Set.of(), expected, "not found");
        BooksDay books = compared.day().orElseThrow();
        assertEquals(count(LATE), books.late());
        assertEquals(
                sales
                        - count(NOT_AT_WALLET)
                        - count(NOT_HERE)
                        - count(LESS_AT_WALLET)
                        - count(NOT_PAID)
                        - count(NO_RECEIPT_AND_LESS)
                        + count(PAID_TWICE)
                        + count(NO_RECEIPT_AND_PAID_TWICE),
                books.matched());
        assertEquals(
                count(NOT_HERE) + count(NO_RECEIPT_AND_LISTED_TWICE) + count(NO_RECEIPT_AND_LESS),
                database.count("select count(*) from payment_case where kind = 'SUSPENSE'"));
    }
}
