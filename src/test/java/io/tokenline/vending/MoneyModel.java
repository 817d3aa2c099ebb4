package io.tokenline.vending;

import io.tokenline.Database;
import io.tokenline.Power;
import io.tokenline.metering.Meter;
import io.tokenline.payment.FakeWallet;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.Payments;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Refunds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Customers, two servers and a wallet, one small step of one of them after the other in an order that a seed decides: the
 * steps of a server lie between its commits, and it may die at any of them.
 */
final class MoneyModel {

    /** What happened, counted: a run in which something never happens proves nothing about it. */
    enum Seen {
        SOLD,
        SOLD_AGAIN,
        CHANGED,
        REFUSED,
        CUT,
        STALE,
        OUTAGE,
        SILENCE,
        TOKEN_IMPOSSIBLE,
        TOKEN_WAITS
    }

    /** One thing that a server has begun: a wallet is to be asked, and then its answer to be recorded. */
    private static final class Job {
        final Node node;
        final int life;
        final Instant since;
        final Supplier<Act> ask;
        Act record;
        boolean asked;

        /** Where nothing is answered, nobody knows. */
        private Job(Node node, Instant since, Supplier<Act> ask, Act unknown) {
            this.node = node;
            this.life = node.life();
            this.since = since;
            this.ask = ask;
            this.record = unknown;
        }

        static Job of(Node node, Payments.Claimed claimed, Instant since) {
            return new Job(
                    node, since, () -> recording(claimed, claimed.ask()), recording(claimed, new PayOutcome.Unknown()));
        }

        static Job of(Node node, Refunds.Claimed claimed, Instant since) {
            return new Job(
                    node,
                    since,
                    () -> recording(claimed, claimed.ask()),
                    recording(claimed, new RefundOutcome.Unknown()));
        }

        private static Act recording(Payments.Claimed claimed, PayOutcome outcome) {
            return node -> node.payments().answered(claimed, outcome);
        }

        private static Act recording(Refunds.Claimed claimed, RefundOutcome outcome) {
            return node -> node.refunds().answered(claimed, outcome);
        }

        /** Whether there was an answer. */
        boolean ask() {
            asked = true;
            try {
                record = ask.get();
                return true;
            } catch (IllegalStateException silence) {
                return false;
            }
        }
    }

    /** A customer's yes. */
    private record Yes(String key, Meter meter, String amount) {}

    private final Database database;
    private final Random random;
    private final Bank bank;
    private final MoneyWorld world;
    private final List<Node> nodes;
    private final List<Meter> meters;
    private final List<Job> jobs = new ArrayList<>();
    private final List<Yes> said = new ArrayList<>();
    private final Map<Yes, Quote> thinking = new LinkedHashMap<>();
    private final Map<String, String> references = new HashMap<>();
    private final Map<Seen, Integer> seen = new EnumMap<>(Seen.class);
    private int steps;
    /** When so many have begun, whoever decides goes home; what comes up then is his to find. */
    private int decidedUntil;

    /** Opens over empty tables. */
    MoneyModel(Database database, long seed) {
        this.database = database;
        this.random = new Random(seed);
        this.world = new MoneyWorld(database, random);
        this.bank = world.bank;
        this.nodes = world.nodes;
        this.meters = world.meters;
    }

    MoneyWorld world() {
        return world;
    }

    int steps() {
        return steps;
    }

    Map<Seen, Integer> seen() {
        return seen;
    }

    private void count(Seen what) {
        seen.merge(what, 1, Integer::sum);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Runs until so many sales have begun. */
    void run(int sales) {
        decidedUntil = sales * 4 / 5;
        while (sold() < sales) {
            step();
        }
    }

    private int sold() {
        return seen.getOrDefault(Seen.SOLD, 0);
    }

    private void step() {
        steps++;
        int kind = random.nextInt(1000);
        if (kind < 50) {
            on(this::sell);
        } else if (kind < 75) {
            on(this::sayAgain);
        } else if (kind < 205) {
            on(this::work);
        } else if (kind < 720) {
            proceed();
        } else if (kind < 800) {
            bank.decide();
        } else if (kind < 880) {
            on(world::deliver);
        } else if (kind < 920) {
            on(node -> node.collection().recover());
        } else if (kind < 945) {
            boolean decides = sold() < decidedUntil;
            on(node -> world.lookAfter(node, decides));
        } else if (kind < 955) {
            bank.decideReturn();
        } else if (kind < 985) {
            pass(1 + random.nextInt(6));
        } else {
            trouble(random.nextInt(22));
        }
    }

    private void trouble(int kind) {
        if (kind < 2) {
            pass(60 + random.nextInt(240));
        } else if (kind < 6) {
            boolean down = chance(30);
            bank.down(down);
            seen.merge(Seen.OUTAGE, down ? 1 : 0, Integer::sum);
        } else if (kind < 9) {
            Instant until = database.clock().instant().plusSeconds(random.nextInt(chance(20) ? 180 : 30));
            any(nodes).cut(until);
            count(Seen.CUT);
        } else if (kind < 14) {
            Instant until = database.clock().instant().plusSeconds(random.nextInt(chance(20) ? 180 : 30));
            any(nodes).cutAt(1 + random.nextInt(4), chance(50), until);
        } else if (kind < 15) {
            bank.babble();
        } else if (kind < 17) {
            payToAccount();
        } else if (kind < 19) {
            world.keepTokensWaiting(any(meters));
            count(Seen.TOKEN_WAITS);
        } else {
            world.regroup(chance(50) ? Optional.empty() : Optional.of(any(meters)), chance(40));
            count(Seen.TOKEN_IMPOSSIBLE);
        }
    }

    private void payToAccount() {
        Meter meter = any(meters);
        if (chance(25)) {
            world.keepTokensWaiting(meter);
            count(Seen.TOKEN_WAITS);
        }
        bank.pay(chance(70) ? meter.drn() : "12345", FakeWallet.kes(100_00 + random.nextInt(400_00)));
    }

    private void pass(int seconds) {
        database.clock().pass(Duration.ofSeconds(seconds));
        bank.age();
    }

    private interface Act {
        void by(Node node);
    }

    /** Has a server that is alive act; it may die of it. */
    private void on(Act act) {
        List<Node> up = nodes.stream().filter(Node::isUp).toList();
        if (!up.isEmpty()) {
            on(any(up), act);
        }
    }

    private void on(Node node, Act act) {
        try {
            act.by(node);
        } catch (Power.Cut cut) {
            count(Seen.CUT);
        }
    }

    private void sell(Node node) {
        Yes yes = new Yes("dial " + said.size(), any(meters), Integer.toString(60 + random.nextInt(1_300)));
        said.add(yes);
        Optional<Quote> quote = quote(node, yes);
        if (quote.isPresent() && chance(20)) {
            thinking.put(yes, quote.get());
        } else {
            quote.ifPresent(shown -> confirm(node, yes, shown));
        }
    }

    /** Somebody has thought it over; or a network repeats what it was not answered, or a customer presses twice. */
    private void sayAgain(Node node) {
        if (!thinking.isEmpty()) {
            Map.Entry<Yes, Quote> first = thinking.entrySet().iterator().next();
            thinking.remove(first.getKey());
            confirm(node, first.getKey(), first.getValue());
        } else if (!said.isEmpty()) {
            Yes yes = said.get(Math.max(0, said.size() - 1 - random.nextInt(5)));
            quote(node, yes).ifPresent(quote -> confirm(node, yes, quote));
        }
    }

    private Optional<Quote> quote(Node node, Yes yes) {
        Optional<Quote> quote = world.quote(node, yes.meter(), yes.amount());
        seen.merge(Seen.REFUSED, quote.isPresent() ? 0 : 1, Integer::sum);
        return quote;
    }

    private void confirm(Node node, Yes yes, Quote shown) {
        Confirmation answer = node.vending().confirm(Shop.request(yes.key()), shown);
        for (int again = 0; again < 3 && answer instanceof Confirmation.Changed changed; again++) {
            count(Seen.CHANGED);
            answer = node.vending().confirm(Shop.request(yes.key()), changed.quote());
        }
        answer.sale().ifPresent(sale -> {
            String before = references.putIfAbsent(yes.key(), sale.reference());
            if (before != null && !before.equals(sale.reference())) {
                throw new AssertionError(yes.key() + " was sold twice: " + before + ", " + sale.reference());
            }
            count(before == null ? Seen.SOLD : Seen.SOLD_AGAIN);
        });
    }

    private void work(Node node) {
        Instant now = database.clock().instant();
        node.payments().claim(1 + random.nextInt(3), Set.of()).forEach(claimed -> jobs.add(Job.of(node, claimed, now)));
        node.refunds().claim(2).forEach(claimed -> jobs.add(Job.of(node, claimed, now)));
    }

    /** One of the jobs that servers have begun goes on; what a dead one had begun is lost. */
    private void proceed() {
        jobs.removeIf(job -> !job.node.isUp() || job.node.life() != job.life);
        if (jobs.isEmpty()) {
            return;
        }
        Job job = chance(80) ? jobs.get(0) : any(jobs); // most in their order, some overtaken
        if (!job.asked) {
            seen.merge(Seen.SILENCE, job.ask() ? 0 : 1, Integer::sum);
            return;
        }
        jobs.remove(job);
        if (job.since.plusSeconds(90).isBefore(database.clock().instant())) {
            count(Seen.STALE);
        }
        on(job.node, job.record);
    }

    /** Everybody works and nobody disturbs any more; until nothing is due. */
    void rest() {
        bank.down(false);
        world.regroupAll();
        pass(200);
        while (!jobs.isEmpty()) {
            proceed();
        }
        for (int round = 0; round < 3_000; round++) {
            on(this::work);
            while (!jobs.isEmpty()) {
                proceed();
            }
            while (bank.hasNews()) {
                on(world::deliver);
            }
            on(node -> node.collection().recover());
            if (round % 3 == 0) {
                bank.decide();
                bank.decideReturn();
            }
            if (!world.waitForWork()) {
                return;
            }
        }
        throw new AssertionError("it does not come to rest");
    }
}
