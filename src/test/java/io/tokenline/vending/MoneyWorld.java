package io.tokenline.vending;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Power;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.metering.Debts;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterAccount;
import io.tokenline.metering.MeterFixture;
import io.tokenline.payment.News;
import io.tokenline.payment.Wallet;
import io.tokenline.tariff.book.TariffFixture;
import io.tokenline.token.sts.BaseDate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Meters, two servers over one database, and a wallet: what a {@link MoneyModel} takes place in. */
final class MoneyWorld {

    /** What each meter owes at first, in cents. */
    static final long DEBT = 3_000_00;

    private static final int METERS = 10;
    private static final String GROUP = "123457";
    private static final String STRANGE_GROUP = "999999";

    /** A meter whose token is paid for and not made yet; none where there is none. */
    private static final String WAITING = "(select min(meter_id) from sale where state = 'PAID')";

    final Database database;
    final Bank bank;
    private final Random random;
    final List<Node> nodes = new ArrayList<>();
    final List<Meter> meters = new ArrayList<>();

    /** Opens over empty tables. */
    MoneyWorld(Database database, Random random) {
        this.database = database;
        this.random = random;
        this.bank = new Bank(random, database.clock());
        Rooms shop = new Rooms(database);
        MeterFixture.loadKey(shop);
        TariffFixture.bringIn(shop, "demo-fixed");
        for (int i = 0; i < METERS; i++) {
            Meter meter = MeterFixture.register(shop, 5000 + i);
            meters.add(meter);
            var debt =
                    new MeterAccount.OpenDebt(0, "Loan", DEBT, 20_00, new BigDecimal("0.1"), 0, OptionalLong.empty());
            database.tx(() -> shop.get(Debts.class).enter(meter.id(), debt));
        }
        long minutes = minutes();
        database.execute(
                "update meter set tariff = 'demo-fixed' where id in (select id from meter fetch first 5 rows only)",
                "insert into meter_phone select id, '254711000999' from meter",
                // the next token of one meter has to wait, and another has had its first
                "insert into token_identifier (pan, base_date, last_tid) values ('"
                        + meters.get(0).pan().digits() + "', '14', " + (minutes + 64) + "), ('"
                        + meters.get(1).pan().digits() + "', '14', 1)");
        nodes.add(new Node(shop, "node-1", bank, random));
        nodes.add(new Node(shop, "node-2", bank, random));
    }

    private long minutes() {
        return BaseDate.BD2014.minutesUntil(database.clock().instant());
    }

    /** As after a restore: its identifiers are so far ahead of the clock that the next token has to wait, for ten minutes at most. */
    void keepTokensWaiting(Meter meter) {
        long last = minutes() + 60 + random.nextInt(10);
        database.execute("update token_identifier set last_tid = " + last + " where pan = '"
                + meter.pan().digits() + "' and last_tid < " + last);
    }

    /**
     * Puts a meter into a group that there is no key of, or back into its own.
     *
     * @param meter empty for one whose paid token waits
     */
    void regroup(Optional<Meter> meter, boolean strange) {
        String which = meter.map(one -> Long.toString(one.id())).orElse(WAITING);
        database.execute(
                "update meter set supply_group_code = '" + (strange ? STRANGE_GROUP : GROUP) + "' where id = " + which);
    }

    /** Puts every meter back into its own group. */
    void regroupAll() {
        database.execute("update meter set supply_group_code = '" + GROUP + "'");
    }

    Optional<Quote> quote(Node node, Meter of, String amount) {
        Meter meter = MeterFixture.now(node.rooms(), of);
        Quote.Result result = node.vending().quote(meter, new Msisdn("254700123456"), new BigDecimal(amount));
        return result instanceof Quote.Result.Quoted quoted ? Optional.of(quoted.quote()) : Optional.empty();
    }

    /** The wallet calls a server, and again where it is not acknowledged. */
    void deliver(Node node) {
        bank.told().ifPresent(body -> {
            try {
                tell(node, body);
            } catch (Power.Cut cut) {
                bank.tellAgain(body);
                throw cut;
            }
        });
    }

    private void tell(Node node, String body) {
        String key = bank.parse(new Wallet.Call("", body)).map(News::key).orElse("raw " + body);
        node.callbacks().receive(Bank.PROVIDER, key, body);
    }

    /**
     * Somebody of the staff looks after money that came twice or too late.
     *
     * @param decides whether anybody is there who may
     */
    void lookAfter(Node node, boolean decides) {
        int kind = random.nextInt(100);
        if (kind < 45) {
            String which = random.nextInt(5) == 0
                    ? "select id from payment_attempt"
                    : "select a.id from payment_attempt a join sale s on s.reference = a.sale_reference"
                            + " where s.state = 'MANUAL_REVIEW' union select attempt_id from payment_case"
                            + " where kind = 'DUPLICATE_PAYMENT' and closed_at is null";
            any(which).ifPresent(payment -> node.refunds().propose(payment, "it came too late", "anna", false));
        } else if (!decides) {
            return;
        } else if (kind < 90) {
            any("select id from refund where state = 'PROPOSED'")
                    .ifPresent(refund -> node.refunds().decide(refund, random.nextInt(100) < 85, "ben"));
        } else {
            any("select id from refund where state = 'UNKNOWN' and next_at is null")
                    .ifPresent(refund -> bank.hasLeft(refund)
                            .ifPresent(left -> List.of("ben", "carl")
                                    .forEach(person ->
                                            node.refunds().vouch(refund, left, "seen in the books", person))));
        }
    }

    private Optional<String> any(String query) {
        List<String> found = database.names(query + " order by 1");
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }

    /** Both servers at once, with two threads each, while customers buy at both and the wallet calls both. */
    void together(int sales) {
        Threads.together(8, thread -> () -> {
            Node node = nodes.get(thread % 2);
            for (int i = 0; i < sales; i++) {
                switch (thread / 2) {
                    case 0 -> buy(node, thread + " dial " + i);
                    case 1 -> node.collection().drain();
                    case 2 -> bank.decide();
                    default -> deliver(node);
                }
                if (thread < 2) {
                    node.collection().recover();
                }
            }
            return true;
        });
        for (Node node : nodes) { // what was sold last is asked for in its time
            int taken = node.collection().drain();
            while (taken > 0) {
                taken = node.collection().drain();
            }
        }
    }

    private void buy(Node node, String key) {
        Quote quote = quote(node, meters.get(1), "200").orElseThrow();
        Confirmation answer = node.vending().confirm(Shop.request(key), quote);
        while (answer instanceof Confirmation.Changed changed) {
            answer = node.vending().confirm(Shop.request(key), changed.quote());
        }
    }

    /** Turns the clock to what is due next; false where nothing is, but what a person has been told of. */
    boolean waitForWork() {
        Object next = database.tx(() -> database.entities()
                .createNativeQuery(
                        "select min(t.at) from (select a.next_at as at from payment_attempt a where a.next_at is not null"
                                + " and not exists (select 1 from payment_case c where c.attempt_id = a.id"
                                + " and c.closed_at is null and c.kind in ('CAPTURE_FAILED', 'RELEASE_FAILED'))"
                                + " union all select next_at from payment_callback where next_at is not null"
                                + " union all select next_at from refund where next_at is not null"
                                + " union all select due_at from sale where due_at is not null) t",
                        Instant.class)
                .getSingleResult());
        if (!(next instanceof Instant at)) {
            return false;
        }
        if (at.isAfter(database.clock().instant())) {
            database.clock().set(at);
        } else {
            database.clock().pass(Duration.ofSeconds(1));
        }
        bank.age();
        return true;
    }
}
