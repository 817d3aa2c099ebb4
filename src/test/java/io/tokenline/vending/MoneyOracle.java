package io.tokenline.vending;

import io.tokenline.Database;
import io.tokenline.payment.PaymentCase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds our tables against the wallet's own books, payment by payment. */
final class MoneyOracle {

    /** What became of money that the wallet has asked for. */
    enum End {
        NOT_PAID,
        TOKEN,
        REVIEW,
        CASE,
        HELD_CASE,
        LET_GO,
        GIVEN_BACK,
        TO_GO_BACK,
        ACCOUNT_TOKEN,
        ACCOUNT_CASE,
        ACCOUNT_GIVEN_BACK
    }

    /** A sale whose money goes back, or waits for somebody who decides that it does. */
    private static final Set<String> RETURNING =
            Set.of("manual_review", "refund_pending", "refund_requested", "refund_unknown", "refund_failed");

    private static final Set<String> UNPAID = Set.of("payment_failed", "cancelled", "payment_expired");

    private final Bank bank;
    private final Map<String, String> stateOf = new HashMap<>();
    private final Map<String, String> amountOf = new HashMap<>();
    private final Map<String, String> attemptState = new HashMap<>();
    private final Map<String, String> attemptSale = new HashMap<>();
    private final Set<String> tokens;
    private final Set<String> casesOfAttempts;
    /** Payments that are their sale's own, of which a person knows that they bought no token. */
    private final Set<String> refused;

    private final List<String> openCases;
    private final List<String> orphans;
    private final List<String> accounts;
    private final Set<String> refunded;
    private final Map<End, Integer> ledger = new EnumMap<>(End.class);
    private final List<String> wrong = new ArrayList<>();

    MoneyOracle(Database database, Bank bank) {
        this.bank = bank;
        fill(stateOf, database, "select reference || '=' || state from sale");
        fill(amountOf, database, "select reference || '=' || currency || ' ' || amount_minor from sale");
        fill(attemptState, database, "select id || '=' || state from payment_attempt");
        fill(attemptSale, database, "select id || '=' || sale_reference from payment_attempt");
        tokens = Set.copyOf(database.names("select owner from issued_token where token_class = 0"));
        openCases = database.names(
                "select kind || '=' || coalesce(attempt_id, '') from payment_case where closed_at is null");
        casesOfAttempts = new HashSet<>();
        refused = new HashSet<>();
        openCases.forEach(open -> (open.startsWith("token_refused=") ? refused : casesOfAttempts)
                .add(open.substring(open.indexOf('=') + 1)));
        orphans = database.tx(() -> database
                .entities()
                .createQuery(
                        "select k.body from PaymentCase c join PaymentCallback k on k.id = c.callbackId"
                                + " where c.kind = :kind and c.closedAt is null",
                        String.class)
                .setParameter("kind", PaymentCase.Kind.ORPHAN_CALLBACK)
                .getResultList()
                .stream()
                .map(body -> body.toLowerCase(Locale.ROOT))
                .toList());
        refunded = Set.copyOf(database.names("select attempt_id from refund where state = 'REFUNDED'"));
        accounts = new ArrayList<>(database.names("select 'token=' || a.receipt from payment_attempt a join sale s"
                + " on s.reference = a.sale_reference where s.channel = 'PAYBILL' and s.state = 'TOKEN_ISSUED'"));
        accounts.addAll(database.names("select 'case=' || a.receipt from payment_attempt a join sale s"
                + " on s.reference = a.sale_reference where s.channel = 'PAYBILL' and s.state <> 'TOKEN_ISSUED'"
                + " and s.state <> 'REFUNDED'"));
        accounts.addAll(database.names("select 'back=' || a.receipt from payment_attempt a join sale s"
                + " on s.reference = a.sale_reference where s.channel = 'PAYBILL' and s.state = 'REFUNDED'"));
        accounts.addAll(database.names("select 'case=' || substring(case_key from position(' IN' in case_key) + 1)"
                + " from payment_case where kind = 'SUSPENSE' and closed_at is null"));
    }

    private static void fill(Map<String, String> map, Database database, String sql) {
        database.names(sql)
                .forEach(row -> map.put(row.substring(0, row.indexOf('=')), row.substring(row.indexOf('=') + 1)));
    }

    /** How often each end was met. */
    Map<End, Integer> ledger() {
        return ledger;
    }

    /** In words, whatever we and the wallet do not agree on. */
    List<String> disagreements() {
        for (End end : End.values()) {
            ledger.put(end, 0);
        }
        Map<String, List<BankPush>> paid = new HashMap<>();
        for (BankPush push : bank.pushes()) {
            judge(push);
            if (push.isMoneyGone()) {
                paid.computeIfAbsent(sale(push), any -> new ArrayList<>()).add(push);
            }
        }
        stateOf.keySet().forEach(sale -> judge(sale, paid.getOrDefault(sale, List.of())));
        bank.incoming().keySet().forEach(this::judgeAccount);
        openCases.forEach(open -> judgeCase(open, paid));
        return wrong;
    }

    private static String sale(BankPush push) {
        return push.sale.toLowerCase(Locale.ROOT);
    }

    private void met(End end) {
        ledger.merge(end, 1, Integer::sum);
    }

    private String known(BankPush push) {
        return push + ", we: attempt " + attemptState.get(push.id) + ", sale " + stateOf.get(sale(push)) + ", cases "
                + openCases.stream().filter(open -> open.endsWith(push.id)).toList();
    }

    /** Each push has exactly one end. */
    private void judge(BankPush push) {
        if (!sale(push).equals(attemptSale.get(push.id))) {
            wrong.add("asked for what we have not written down: " + push);
        }
        boolean hasCase = hasCase(push);
        String attempt = attemptState.getOrDefault(push.id, "");
        switch (push.stand) {
            case PENDING, REFUSED -> met(End.NOT_PAID);
            case RELEASED -> met(End.LET_GO);
            case HELD -> {
                met(End.HELD_CASE);
                if (!hasCase) {
                    wrong.add("held, and nobody knows: " + known(push));
                }
            }
            case RETURNED -> {
                met(End.GIVEN_BACK);
                if (!refunded.contains(push.id) && !hasCase) {
                    wrong.add("given back, and we do not know: " + known(push));
                }
            }
            case TAKEN -> judgeTaken(push, hasCase, attempt);
        }
    }

    private void judgeTaken(BankPush push, boolean hasCase, String attempt) {
        String state = stateOf.getOrDefault(sale(push), "");
        if (refunded.contains(push.id)) {
            wrong.add("said to be given back, and is not: " + known(push));
        } else if (hasCase) {
            met(End.CASE);
        } else if (attempt.equals("paid") && isSoldFor(push)) {
            met(End.TOKEN);
        } else if (attempt.equals("paid") && refused.contains(push.id) && state.equals("manual_review")) {
            met(End.REVIEW);
        } else if (attempt.equals("paid") && RETURNING.contains(state)) {
            met(End.TO_GO_BACK);
        } else {
            wrong.add("taken, and neither token nor case: " + known(push));
        }
    }

    /** Of the payment, or of a callback that told of it and could not be placed. */
    private boolean hasCase(BankPush push) {
        String told = " " + push.external().toLowerCase(Locale.ROOT) + " paid ";
        return casesOfAttempts.contains(push.id) || orphans.stream().anyMatch(body -> body.contains(told));
    }

    private boolean isSoldFor(BankPush push) {
        return tokens.contains(sale(push)) && amount(push).equals(amountOf.get(sale(push)));
    }

    private static String amount(BankPush push) {
        return (push.amount.currency() + " " + push.amount.minor()).toLowerCase(Locale.ROOT);
    }

    private void judge(String sale, List<BankPush> paid) {
        String state = stateOf.getOrDefault(sale, "");
        boolean hasToken = tokens.contains(sale);
        boolean account = paid.isEmpty() && attemptsOf(sale).stream().noneMatch(this::isPush);
        long enough = paid.stream()
                .filter(push -> amount(push).equals(amountOf.get(sale)))
                .filter(push -> !attemptState.getOrDefault(push.id, "").equals("failed"))
                .count();
        if (hasToken != state.equals("token_issued")) {
            wrong.add("sale " + sale + " is " + state + (hasToken ? " with" : " without") + " a token");
        }
        if (hasToken && enough == 0 && !account) {
            wrong.add("a token without money: sale " + sale + ", " + paid);
        }
        boolean back = bank.pushes().stream()
                .anyMatch(push ->
                        push.stand == BankPush.Stand.RETURNED && sale(push).equals(sale));
        boolean mayBeBack = state.equals("refunded") || RETURNING.contains(state);
        boolean lookedAt =
                state.equals("payment_unknown") && attemptsOf(sale).stream().anyMatch(casesOfAttempts::contains);
        if (state.equals("payment_unknown") && !lookedAt) {
            wrong.add("nobody knows whether sale " + sale + " is paid, and nobody looks");
        }
        if (paid.isEmpty() && !account && !UNPAID.contains(state) && !lookedAt && !(back && mayBeBack)) {
            wrong.add("nobody paid, and sale " + sale + " is " + state);
        }
        List<BankPush> alone = paid.stream().filter(push -> !hasCase(push)).toList();
        if (alone.size() > 1) {
            wrong.add("paid twice, and nobody knows: " + alone);
        }
    }

    private List<String> attemptsOf(String sale) {
        return attemptSale.keySet().stream()
                .filter(id -> sale.equals(attemptSale.get(id)))
                .toList();
    }

    private boolean isPush(String attempt) {
        return bank.pushes().stream().anyMatch(push -> push.id.equals(attempt));
    }

    private void judgeAccount(String receipt) {
        String name = receipt.toLowerCase(Locale.ROOT);
        long sold = accounts.stream().filter(("token=" + name)::equals).count();
        long kept = accounts.stream().filter(("case=" + name)::equals).count();
        long back = accounts.stream().filter(("back=" + name)::equals).count();
        if (sold + kept + back != 1 || (back == 1 && !bank.isBack(receipt)) || (sold == 1 && bank.isBack(receipt))) {
            wrong.add("money for an account: " + receipt + " has " + sold + " tokens, " + kept + " cases, went back "
                    + back + " times" + (bank.isBack(receipt) ? ", at the bank too" : ""));
        }
        met(sold > 0 ? End.ACCOUNT_TOKEN : back > 0 ? End.ACCOUNT_GIVEN_BACK : End.ACCOUNT_CASE);
    }

    /** A case without a cause makes a person give back what is not owed. */
    private void judgeCase(String open, Map<String, List<BankPush>> paid) {
        String attempt = open.substring(open.indexOf('=') + 1);
        int taken = paid.getOrDefault(attemptSale.getOrDefault(attempt, ""), List.of())
                .size();
        if (open.startsWith("duplicate_payment") && taken < 2) {
            wrong.add("said to be paid twice, and was paid " + taken + " times: attempt " + attempt);
        }
        boolean ours =
                bank.pushes().stream().anyMatch(push -> push.id.equals(attempt) && push.stand == BankPush.Stand.HELD);
        if ((open.startsWith("capture_failed") || open.startsWith("release_failed")) && !ours) {
            wrong.add("said to be held, and is not: " + open);
        }
    }
}
