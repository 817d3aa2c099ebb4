package io.tokenline.it;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a {@link MoneyDrill} leaves: the wallet's own journal against the tables, and the tables against the phones. */
final class MoneyCount {

    private static final Pattern TOKEN_RUN = Pattern.compile("\\b(\\d{20}|\\d{4}( \\d{4}){4})\\b");
    private static final Pattern PHONE = Pattern.compile("2547900\\d{5}");

    private final DrillServer server;
    private final DrillPostgres postgres;
    private final Journal taken;
    private final Journal phones;
    private boolean held = true;

    /**
     * Of a drill that is over.
     *
     * @param taken the wallet's journal
     * @param phones the gateway's
     */
    MoneyCount(DrillServer server, DrillPostgres postgres, Journal taken, Journal phones) {
        this.server = server;
        this.postgres = postgres;
        this.taken = taken;
        this.phones = phones;
    }

    /** Everything; whether all of it agrees. */
    boolean holds() throws Exception {
        Map<String, String> states = postgres.rows("select reference, state from sale");
        Set<String> cases = postgres.rows("select sale_reference from payment_case where closed_at is null")
                .keySet();
        List<List<String>> payments = taken.lines("PAID", 5);
        long issued = states.values().stream().filter("TOKEN_ISSUED"::equals).count();
        Map<String, Long> byState =
                states.values().stream().collect(Collectors.groupingBy(s -> s, TreeMap::new, Collectors.counting()));
        say("sales " + byState + ", open cases " + cases.size());
        Set<String> sold = countPayments(payments, states, cases);
        check(
                "tokens without money",
                states.entrySet().stream()
                        .filter(sale -> sale.getValue().equals("TOKEN_ISSUED") && !sold.contains(sale.getKey()))
                        .count());
        check(
                "dialogs that promised a sale that is not there",
                phones.lines("ASKED", 3).stream()
                        .filter(line -> !states.containsKey(line.get(1)))
                        .count());
        countTokens(states, issued);
        JsonObject totals = server.site().totals();
        say("totals " + totals);
        check("issued, but not delivered", (long) totals.getInt("issued") - totals.getInt("delivered"));
        JsonObject broken = server.site().invariants();
        broken.keySet().forEach(invariant -> check("invariant " + invariant + " broken", broken.getInt(invariant)));
        JsonObject proof = server.site().auditProof();
        say("audit chain " + proof);
        held &= proof.getBoolean("intact");
        logsAreSilent();
        return held;
    }

    /** Each payment, not only each sale, has one end; the sales whose token was paid for and stays so. */
    private Set<String> countPayments(List<List<String>> payments, Map<String, String> states, Set<String> cases)
            throws SQLException {
        List<String> reversed =
                taken.lines("REVERSED", 3).stream().map(line -> line.get(1)).toList();
        Map<String, String> refunds = postgres.rows("select coalesce(a.receipt, a.id), r.state from refund r"
                + " join payment_attempt a on a.id = r.attempt_id where r.state not in ('REFUSED', 'REJECTED')");
        Set<String> sold = new HashSet<>();
        Map<String, Integer> ends = new TreeMap<>(Map.of("issued", 0, "refunded", 0, "open case", 0));
        int lost = 0;
        for (List<String> payment : payments) {
            String sale = payment.get(2);
            String state = states.getOrDefault(sale, "no such sale");
            String refund = refunds.getOrDefault(payment.get(4), "no refund");
            String end;
            if (reversed.contains(payment.get(4))) {
                end = refund.equals("REFUNDED")
                        ? "refunded"
                        : refund.equals("ASKED") ? "refunded, its news is lost" : "refunded, " + refund;
            } else if (state.equals("TOKEN_ISSUED") && sold.add(sale)) {
                end = "issued";
            } else {
                end = cases.contains(sale) ? "open case" : "LOST " + state + ", " + refund;
                lost += cases.contains(sale) ? 0 : 1;
            }
            ends.merge(end, 1, Integer::sum);
        }
        say("payments that the wallet took " + payments.size() + " = " + ends);
        check("money without token, refund or case", lost);
        check(
                "payments given back twice",
                reversed.size() - (long) Set.copyOf(reversed).size());
        check(
                "said to be given back, and not given back",
                refunds.entrySet().stream()
                        .filter(refund -> refund.getValue().equals("REFUNDED") && !reversed.contains(refund.getKey()))
                        .count());
        return sold;
    }

    private void countTokens(Map<String, String> states, long issued) {
        Map<String, Set<String>> tokens = new HashMap<>();
        int arrived = 0;
        for (List<String> line : phones.lines("SMS", 3)) {
            if (line.get(2).contains("Token:")) {
                arrived++;
                tokens.computeIfAbsent(line.get(2).replaceFirst("^.*Ref:(\\w+).*$", "$1"), sale -> new HashSet<>())
                        .add(Site.token(line.get(2)));
            }
        }
        say("issued " + issued + ", token SMS at phones " + arrived + ", of sales " + tokens.size());
        check(
                "issued, but not on the phone",
                states.entrySet().stream()
                        .filter(sale -> sale.getValue().equals("TOKEN_ISSUED") && !tokens.containsKey(sale.getKey()))
                        .count());
        check(
                "sales with two tokens",
                tokens.values().stream().filter(all -> all.size() > 1).count());
        long different =
                tokens.values().stream().flatMap(Set::stream).distinct().count();
        check("tokens of two sales", tokens.size() - different);
    }

    private void logsAreSilent() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(server.logs())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                scan(file, found);
            }
        }
        scan(server.log(), found);
        check("tokens in logs", found.getOrDefault("token", 0L));
        check("whole phone numbers in logs", found.getOrDefault("phone", 0L));
    }

    private static void scan(Path file, Map<String, Long> found) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                found.merge("token", TOKEN_RUN.matcher(line).find() ? 1L : 0L, Long::sum);
                found.merge("phone", PHONE.matcher(line).find() ? 1L : 0L, Long::sum);
            });
        }
    }

    private void check(String what, long broken) {
        say(what + ": " + broken);
        held &= broken == 0;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
