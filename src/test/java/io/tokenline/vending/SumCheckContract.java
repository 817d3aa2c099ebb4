package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Threads;
import io.tokenline.metering.Debts;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterAccount;
import io.tokenline.metering.MeterFixture;
import io.tokenline.tariff.book.TariffFixture;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** After purchases, failures, late money and refunds in any order, the counters are what the sales add up to. */
abstract class SumCheckContract {

    private static final long SEED = 20260301;
    private static final int THREADS = 4;
    private static final int ROUNDS = 5;
    private static final int STEPS = 10;
    private static final int METERS = 2;
    private static final long DEBT = 3_000_00;

    private final Database database;
    private final Shop shop;
    private final List<Meter> meters = new ArrayList<>();
    private final AtomicInteger dials = new AtomicInteger();
    private final AtomicInteger changed = new AtomicInteger();

    SumCheckContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        TariffFixture.bringIn(shop.rooms, "demo-fixed");
        for (int i = 0; i < METERS; i++) {
            Meter meter = MeterFixture.register(shop.rooms, 5000 + i);
            meters.add(meter);
            database.tx(() -> shop.rooms
                    .get(Debts.class)
                    .enter(
                            meter.id(),
                            new MeterAccount.OpenDebt(
                                    0, "Loan", DEBT, 20_00, new BigDecimal("0.1"), 0, OptionalLong.empty())));
        }
        database.execute(
                "update meter set tariff = 'demo-fixed', free_tenths = 30",
                // of two first tokens of a meter at once one is undone and made again by its worker, who is not here
                "insert into token_identifier (pan, base_date, last_tid) select pan, base_date, 1 from meter");
    }

    @Test
    void countersAreTheSumsOfWhatSalesHold() {
        List<String> sales = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            List<List<String>> sold =
                    Threads.together(THREADS, thread -> () -> steps(new Random(seed * 31 + thread), sales));
            sold.forEach(sales::addAll);
            check();
            database.clock().pass(Duration.ofDays(11));
        }
        assertTrue(changed.get() > 0, "some quote was overtaken, or the threads did not meet");
        assertTrue(database.count("select count(distinct calendar_month) from meter_month") > 1);
        assertTrue(database.count("select count(*) from sale where held") > 0);
        assertTrue(database.count("select count(*) from sale where not held") > 0);
        sales.forEach(this::refund);
        check();
        assertEquals(0, database.count("select sum(units_tenths) + sum(free_tenths) from meter_month"));
        assertEquals(DEBT * METERS, database.count("select sum(remaining_minor) from debt"));
    }

    /** Some steps of one thread; the references of what it sold. */
    private List<String> steps(Random random, List<String> before) {
        List<String> mine = new ArrayList<>();
        List<String> known = new ArrayList<>(before);
        for (int step = 0; step < STEPS; step++) {
            String any = known.isEmpty() ? "" : known.get(random.nextInt(known.size()));
            switch (any.isEmpty() ? 0 : random.nextInt(6)) {
                case 0, 1, 2 -> {
                    String reference = buy(random);
                    mine.add(reference);
                    known.add(reference);
                }
                case 3 -> shop.vending.unpaid(any, Outcome.PAYMENT_EXPIRED);
                case 4 ->
                    shop.pay(any, shop.look(any, sale -> sale.amount().amount().toPlainString()));
                default -> refundUnlessPaid(any);
            }
        }
        return mine;
    }

    private String buy(Random random) {
        Meter meter = meters.get(random.nextInt(METERS));
        String amount = Integer.toString(50 + random.nextInt(900));
        Quote quote = shop.quote(meter, amount);
        while (true) {
            Confirmation confirmation = shop.vending.confirm(Shop.request("dial " + dials.incrementAndGet()), quote);
            if (confirmation instanceof Confirmation.Changed other) {
                changed.incrementAndGet();
                quote = other.quote();
            } else {
                return confirmation.sale().orElseThrow().reference();
            }
        }
    }

    /** A refund is of money that came. */
    private void refundUnlessPaid(String reference) {
        if (shop.state(reference).isPaid()) {
            refund(reference);
        }
    }

    private void refund(String reference) {
        database.tx(() -> shop.rooms
                .get(Reservations.class)
                .giveBack(shop.rooms.get(SaleStore.class).lock(reference).orElseThrow()));
    }

    private void check() {
        assertEquals(List.of(), Counters.wrong(database, DEBT));
        assertEquals(
                0,
                database.count("select count(*) from sale s where s.amount_minor"
                        + " <> (select sum(l.amount_minor) from sale_line l where l.sale_id = s.id)"));
    }
}
