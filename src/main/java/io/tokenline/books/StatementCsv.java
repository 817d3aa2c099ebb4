package io.tokenline.books;

import io.tokenline.Money;
import io.tokenline.csv.CsvRecords;
import io.tokenline.payment.StatementLine;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the statement that a wallet's portal writes: what it took, one line each. Columns are found by their names, whatever
 * their order; lines before them (an organisation's name, a period) are passed over, and so are those of payments that did
 * not come about. Of money that went out only what says whose payment went back is read: the rest are fees, and what the
 * utility had paid out to its bank.
 */
final class StatementCsv {

    /** As many payments as one file may have: two days of a large utility. */
    static final int LINES_MAX = 200_000;
    /** More faults than this say no more. */
    static final int FAULTS_MAX = 100;

    private static final int PREAMBLE_MAX = 30;

    /** What is read of a line, and what portals call it. */
    private enum Column {
        RECEIPT("receipt", "receipt no.", "receipt no", "receipt number", "transaction id", "transactionid"),
        TIME("time", "at", "completion time", "transaction date", "date"),
        AMOUNT("amount", "paid in", "credit", "amount in"),
        PAID_OUT("withdrawn", "paid out", "debit", "amount out"),
        ORIGINAL(
                "original",
                "original receipt",
                "original receipt no.",
                "original transaction id",
                "linked transaction id",
                "reversal of"),
        REFERENCE("reference", "account", "a/c no.", "account no.", "reference id", "external id"),
        STATUS("status", "transaction status", "state");

        @SuppressWarnings("ImmutableEnumChecker") // Set.of makes one that nobody changes
        private final Set<String> names;

        Column(String... names) {
            this.names = Set.of(names);
        }
    }

    private static final Set<String> DONE =
            Set.of("", "completed", "complete", "success", "successful", "approved", "ts", "paid");

    private static final List<DateTimeFormatter> TIMES = List.of(
            time("uuuu-MM-dd HH:mm:ss"),
            time("uuuu-MM-dd'T'HH:mm:ss"),
            time("dd-MM-uuuu HH:mm:ss"),
            time("dd/MM/uuuu HH:mm:ss"),
            time("uuuu-MM-dd HH:mm"),
            time("dd/MM/uuuu HH:mm"));

    private final Currency currency;
    private final ZoneId zone;
    private final LineTaker lineTo;
    private boolean listsReturns;
    private final List<StatementFault> faults = new ArrayList<>();
    private DateTimeFormatter form = TIMES.get(0);
    private int lines;

    /** Takes what is read, with its line in the file. */
    interface LineTaker {
        /** A payment. */
        void line(int number, StatementLine line);

        /** A payment that went back. */
        void back(int number, ReturnedLine line);

        /** The file has what went back, be it nothing. */
        void listsReturns();
    }

    /**
     * A reader.
     *
     * @param currency of every amount
     * @param zone of times that name none
     * @param lineTo whom it is handed to
     */
    StatementCsv(Currency currency, ZoneId zone, LineTaker lineTo) {
        this.currency = currency;
        this.zone = zone;
        this.lineTo = lineTo;
    }

    /** Reads a whole file; what is wrong with it. From the first fault on, lines are looked at and not handed on. */
    List<StatementFault> read(Reader text) throws IOException {
        CsvRecords records = new CsvRecords(text);
        Map<Column, Integer> columns = header(records);
        if (columns.isEmpty()) {
            return List.of(new StatementFault(
                    1, "no line names the columns: write receipt, time and amount (and reference, status) above them"));
        }
        if (columns.containsKey(Column.ORIGINAL)) {
            listsReturns();
        }
        while (faults.size() < FAULTS_MAX && records.next()) {
            if (lines >= LINES_MAX) {
                fault(records, "a statement has at most " + LINES_MAX + " payments: divide it");
                break;
            }
            if (records.problem().isPresent()) {
                fault(records, records.problem().get());
            } else {
                take(records, columns);
            }
        }
        return List.copyOf(faults);
    }

    private static Map<Column, Integer> header(CsvRecords records) throws IOException {
        for (int i = 0; i < PREAMBLE_MAX && records.next(); i++) {
            Map<Column, Integer> found = new EnumMap<>(Column.class);
            for (int cell = 0; cell < records.cells().size(); cell++) {
                String name = records.cells().get(cell).strip().toLowerCase(Locale.ROOT);
                for (Column column : Column.values()) {
                    if (column.names.contains(name)) {
                        found.putIfAbsent(column, cell);
                    }
                }
            }
            if (found.keySet().containsAll(Set.of(Column.RECEIPT, Column.TIME, Column.AMOUNT))) {
                return found;
            }
        }
        return Map.of();
    }

    private void take(CsvRecords records, Map<Column, Integer> columns) {
        String status = cell(records, columns, Column.STATUS).toLowerCase(Locale.ROOT);
        String amount = moved(records, columns);
        String receipt = cell(records, columns, Column.RECEIPT);
        String original = cell(records, columns, Column.ORIGINAL);
        String reference = cell(records, columns, Column.REFERENCE);
        if (!DONE.contains(status)
                || amount.isEmpty()
                || (amount.startsWith("-") && !ReturnedLine.isOne(receipt, original, reference))) {
            return;
        }
        Optional<Instant> at = moment(cell(records, columns, Column.TIME));
        if (receipt.isEmpty() || receipt.length() > 80 || original.length() > 80) {
            fault(records, "the receipt number is missing, or longer than 80 characters");
        } else if (at.isEmpty()) {
            fault(records, "the time is none: write it as 2026-03-01 14:05:00");
        } else if (!amount.matches("-?[0-9]{1,12}(\\.[0-9]{1,4})?")
                || new BigDecimal(amount).stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            fault(records, "the amount is none of " + currency + ": write it as 1250.00");
        } else if (new BigDecimal(amount).signum() > 0) {
            lines++;
            hand(records, new StatementLine(receipt, reference, money(amount), at.get()));
        } else if (new BigDecimal(amount).signum() < 0) {
            lines++;
            handBack(records, new ReturnedLine(receipt, original, reference, money(amount.substring(1)), at.get()));
        }
    }

    /** What came in, or behind a minus what went out; portals have a column for each, or one for both. */
    private static String moved(CsvRecords records, Map<Column, Integer> columns) {
        String in = cell(records, columns, Column.AMOUNT).replace(",", "");
        String out = cell(records, columns, Column.PAID_OUT).replace(",", "");
        return in.isEmpty() && !out.isEmpty() ? "-" + out.replaceFirst("^-", "") : in;
    }

    private Money money(String amount) {
        return Money.of(new BigDecimal(amount), currency);
    }

    private void handBack(CsvRecords records, ReturnedLine line) {
        if (faults.isEmpty()) {
            listsReturns();
            lineTo.back((int) records.line(), line);
        }
    }

    private void listsReturns() {
        if (!listsReturns) {
            listsReturns = true;
            lineTo.listsReturns();
        }
    }

    private void hand(CsvRecords records, StatementLine line) {
        if (faults.isEmpty()) {
            lineTo.line((int) records.line(), line);
        }
    }

    private void fault(CsvRecords records, String what) {
        faults.add(new StatementFault(records.line(), what));
    }

    private static String cell(CsvRecords records, Map<Column, Integer> columns, Column column) {
        int index = columns.getOrDefault(column, Integer.MAX_VALUE);
        return index < records.cells().size() ? records.cells().get(index).strip() : "";
    }

    /** A file has one form of times: the one that fitted last is tried first. */
    private Optional<Instant> moment(String text) {
        if (text.endsWith("Z")) {
            return parsed(() -> Instant.parse(text));
        }
        Optional<Instant> found = local(text, form);
        for (int i = 0; found.isEmpty() && i < TIMES.size(); i++) {
            form = TIMES.get(i);
            found = local(text, form);
        }
        return found;
    }

    private Optional<Instant> local(String text, DateTimeFormatter as) {
        return parsed(() -> LocalDateTime.parse(text, as).atZone(zone).toInstant());
    }

    private static Optional<Instant> parsed(Supplier<Instant> parsing) {
        try {
            return Optional.of(parsing.get());
        } catch (DateTimeException e) { // not of this form
            return Optional.empty();
        }
    }

    private static DateTimeFormatter time(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }
}
