package io.tokenline.payment.daraja;

import io.tokenline.Money;
import io.tokenline.payment.StatementLine;
import io.tokenline.payment.http.Fields;
import io.tokenline.payment.http.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What Daraja says it took, page by page (pull transactions; Daraja keeps two days). */
final class DarajaStatement {

    private static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int LINES_MAX = 200_000;
    private static final int CODE_MAX = 20;

    /** Whoever waits for it has other wallets to ask. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String FOUND = "1000";

    /** There is nothing, or nothing more; only this ends a statement, or a part of a day would pass for the whole. */
    private static final String NO_MORE = "1001";

    private final BiFunction<String, JsonObject, Reply> session;
    private final String shortCode;
    private final Currency currency;

    DarajaStatement(BiFunction<String, JsonObject, Reply> session, String shortCode, Currency currency) {
        this.session = session;
        this.shortCode = shortCode;
        this.currency = currency;
    }

    /** All lines of a time; throws {@link IllegalStateException} where Daraja does not give them all. */
    List<StatementLine> lines(Instant from, Instant until) {
        List<StatementLine> all = new ArrayList<>();
        long begun = System.nanoTime();
        while (all.size() <= LINES_MAX && System.nanoTime() - begun < PATIENCE.toNanos()) {
            List<Fields> rows = page(from, until, all.size());
            if (rows.isEmpty()) {
                return all;
            }
            rows.forEach(row -> all.add(line(row)));
        }
        throw new IllegalStateException("the statement has no end");
    }

    private List<Fields> page(Instant from, Instant until, int offset) {
        Reply reply = session.apply(
                "/pulltransactions/v1/query",
                Json.createObjectBuilder()
                        .add("ShortCode", shortCode)
                        .add("StartDate", TIME.format(LocalDateTime.ofInstant(from, NAIROBI)))
                        .add("EndDate", TIME.format(LocalDateTime.ofInstant(until, NAIROBI)))
                        .add("OffSetValue", Integer.toString(offset))
                        .build());
        if (!(reply instanceof Reply.Answered answered) || !answered.isOk()) {
            throw new IllegalStateException("Daraja gives no statement now");
        }
        String code = answered.body().text("ResponseCode");
        if (code.equals(NO_MORE)) {
            return List.of();
        }
        List<Fields> rows = answered.body().list("Response");
        if (!code.equals(FOUND) || rows.isEmpty()) {
            throw new IllegalStateException("Daraja gives no statement, or not to its end: code " + cut(code));
        }
        return rows;
    }

    private static String cut(String code) {
        return code.substring(0, Math.min(CODE_MAX, code.length()));
    }

    private StatementLine line(Fields row) {
        Optional<BigDecimal> amount = row.number("amount");
        if (amount.isEmpty()) {
            throw new IllegalStateException("a line of the statement has no amount");
        }
        try {
            return new StatementLine(
                    row.text("transactionId"),
                    row.text("billreference"),
                    Money.of(amount.get(), currency),
                    OffsetDateTime.parse(row.text("trxDate")).toInstant());
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw new IllegalStateException("a line of the statement cannot be read");
        }
    }
}
