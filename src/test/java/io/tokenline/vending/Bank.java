package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The other side of the model: a wallet whose own books say what it took, holds and gave back, whatever it answers. Its
 * queries are true where they are answered at all; a callback may be lost, doubled, late and wrong. It tells of money that
 * it never took above {@link #CONFIRM_FROM} only, from where on its callbacks are not taken at their word.
 */
final class Bank implements Wallet {

    static final String PROVIDER = "bank";
    static final long CONFIRM_FROM = 1_000_00;
    private static final Duration PROMPT = Duration.ofMinutes(30);
    private static final Currency KES = Currency.getInstance("KES");
    private static final List<Outcome> NOES = List.of(
            Outcome.PAYMENT_DECLINED,
            Outcome.PAYMENT_CANCELLED,
            Outcome.PAYMENT_NO_FUNDS,
            Outcome.PAYMENT_WRONG_PIN,
            Outcome.PAYMENT_LIMIT,
            Outcome.PAYMENT_UNREACHABLE);

    private final Random random;
    private final Clock clock;
    private final Map<String, BankPush> pushes = new LinkedHashMap<>();
    private final Map<String, Money> incoming = new LinkedHashMap<>();
    private final List<String> news = new ArrayList<>();
    private final BankReturns returns;
    private boolean down;

    Bank(Random random, Clock clock) {
        this.random = random;
        this.clock = clock;
        this.returns = new BankReturns(random);
    }

    List<BankPush> pushes() {
        return List.copyOf(pushes.values());
    }

    /** What was paid to account numbers, by receipt. */
    Map<String, Money> incoming() {
        return Map.copyOf(incoming);
    }

    /** Whether money that was paid to an account number went back. */
    boolean isBack(String receipt) {
        return returns.isBack(receipt);
    }

    /** Whether a refund has left; empty while that is not decided. */
    synchronized Optional<Boolean> hasLeft(String refund) {
        return returns.hasLeft(refund);
    }

    /** Takes any callback that is on its way, if there is one. */
    synchronized Optional<String> told() {
        return news.isEmpty() ? Optional.empty() : Optional.of(news.remove(random.nextInt(news.size())));
    }

    /** It was not acknowledged, so it is told again. */
    synchronized void tellAgain(String body) {
        news.add(body);
    }

    synchronized boolean hasNews() {
        return !news.isEmpty();
    }

    /** Whether its API is out of reach; its customers pay all the same. */
    void down(boolean now) {
        down = now;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private static IllegalStateException silence() {
        return new IllegalStateException("no answer");
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public boolean confirms(Money amount) {
        return !amount.currency().equals(KES) || amount.minor() >= CONFIRM_FROM;
    }

    @Override
    public synchronized PayOutcome request(Request request) {
        if (chance(down ? 50 : 6)) { // lost on its way there
            if (chance(50)) {
                throw silence();
            }
            return new PayOutcome.NotFound();
        }
        BankPush known = pushes.get(request.id());
        BankPush push = known == null ? open(request) : known;
        push.asked++;
        if (down || chance(6)) { // lost on its way back
            throw silence();
        }
        return known == null ? first(push) : outcome(push);
    }

    private BankPush open(Request request) {
        BankPush push = new BankPush(
                request.id(), request.saleReference(), request.amount(), pushes.size(), chance(35), clock.instant());
        pushes.put(push.id, push);
        return push;
    }

    /** It is answered at once, or the customer is asked. */
    private PayOutcome first(BankPush push) {
        int kind = random.nextInt(100);
        if (kind < 15) {
            agree(push, push.asked());
            return outcome(push);
        } else if (kind < 22) {
            push.refuse(NOES.get(random.nextInt(NOES.size())));
            return outcome(push);
        } else if (kind < 27) {
            push.refuse(Outcome.PAYMENT_BUSY);
            return new PayOutcome.Again(Outcome.PAYMENT_BUSY, Duration.ofSeconds(8), 2);
        } else if (kind < 29) {
            agree(push, push.asked());
            return new PayOutcome.Untold();
        }
        return new PayOutcome.Accepted(push.external());
    }

    @Override
    public synchronized PayOutcome query(Request request) {
        if (down || chance(12)) {
            throw silence();
        }
        BankPush push = pushes.get(request.id());
        if (push != null && !push.isNamed() && request.externalId().isEmpty()) {
            return new PayOutcome.Unknown(); // it goes by its own reference alone
        }
        return push == null ? new PayOutcome.NotFound() : outcome(push);
    }

    private PayOutcome outcome(BankPush push) {
        return switch (push.stand) {
            case PENDING -> new PayOutcome.Accepted(push.external());
            case TAKEN, RETURNED ->
                new PayOutcome.Paid(push.external(), push.amount, push.isNamed() ? push.receipt() : "");
            case HELD -> new PayOutcome.Held(push.external(), push.amount);
            case RELEASED -> new PayOutcome.Failed(Outcome.PAYMENT_DECLINED);
            case REFUSED ->
                chance(20)
                        ? new PayOutcome.Doubtful(new PayOutcome.Failed(push.no), Duration.ofSeconds(20))
                        : new PayOutcome.Failed(push.no);
        };
    }

    @Override
    public synchronized PayOutcome capture(Request request) {
        return finish(request, BankPush.Stand.TAKEN);
    }

    @Override
    public synchronized PayOutcome release(Request request) {
        return finish(request, BankPush.Stand.RELEASED);
    }

    private PayOutcome finish(Request request, BankPush.Stand end) {
        BankPush push = pushes.get(request.id());
        if (push == null || !push.external().equals(request.externalId())) {
            throw new AssertionError("asked to finish what it does not hold: " + request);
        }
        if (down || chance(10)) {
            throw silence();
        }
        if (push.stuck) {
            return new PayOutcome.Failed(Outcome.WALLET_UNAVAILABLE);
        }
        if (push.stand == BankPush.Stand.HELD) {
            push.stand = end;
            if (end == BankPush.Stand.TAKEN && chance(30)) {
                tellPaid(push, push.amount); // some tell of what they were asked for, too
            }
        }
        if (push.stand != end) {
            throw new AssertionError("asked to go from " + push.stand + " to " + end + ": " + request);
        }
        if (chance(10)) {
            throw silence();
        }
        return end == BankPush.Stand.TAKEN
                ? new PayOutcome.Paid(push.external(), push.amount, push.receipt())
                : new PayOutcome.Released();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.QUERY, Capability.HOLD, Capability.REFUND, Capability.REFUND_QUERY);
    }

    @Override
    public synchronized RefundOutcome refund(Return wanted) {
        if (chance(down ? 50 : 6)) { // lost on its way there
            if (chance(50)) {
                throw silence();
            }
            return new RefundOutcome.NotSent();
        }
        BankPush push = pushes.get(wanted.payment());
        Money paid = push == null ? incoming.get(wanted.receipt()) : push.amount;
        if (paid == null || (push != null && !push.isTaken())) {
            throw new AssertionError("asked to give back what was not taken: " + wanted.payment() + " " + push);
        }
        BankReturns.Asked asked = returns.take(wanted, push == null ? wanted.receipt() : push.id, paid);
        giveBack(asked);
        if (down || chance(10)) { // lost on its way back
            throw silence();
        }
        return returns.outcome(asked.id);
    }

    private void giveBack(BankReturns.Asked asked) {
        BankPush push = pushes.get(asked.payment);
        if (push != null && asked.isGone()) {
            push.stand = BankPush.Stand.RETURNED;
        }
    }

    @Override
    public synchronized RefundOutcome refundState(Return wanted) {
        if (down || chance(12)) {
            throw silence();
        }
        return returns.outcome(wanted.id());
    }

    /** Comes to an end with a refund that it had only taken note of. */
    synchronized void decideReturn() {
        for (BankReturns.Asked asked : returns.decide()) {
            giveBack(asked);
            if (chance(75)) {
                String text = "RE " + asked.id + " " + asked.id + (asked.isGone() ? " PAID 0 KES -" : " FAILED no - -");
                news.add("1 " + text);
                if (chance(15)) {
                    news.add("2 " + text);
                }
            }
        }
    }

    /** Customers who were asked too long ago are asked no more. */
    void age() {
        pushes.values().stream()
                .filter(push -> push.stand == BankPush.Stand.PENDING)
                .filter(push -> push.at.plus(PROMPT).isBefore(clock.instant()))
                .forEach(push -> push.refuse(Outcome.PAYMENT_EXPIRED));
    }

    /** Some customer decides, if anyone is asked. */
    synchronized void decide() {
        List<BankPush> pending = pushes.values().stream()
                .filter(push -> push.stand == BankPush.Stand.PENDING)
                .toList();
        if (pending.isEmpty()) {
            return;
        }
        BankPush push = pending.get(random.nextInt(pending.size()));
        int kind = random.nextInt(100);
        if (kind < 55) {
            agree(push, push.asked());
            tellOfMoney(push);
        } else if (kind < 60) {
            agree(push, new Money(push.asked().minor() + (chance(50) ? 1 : -1), KES));
            tellOfMoney(push);
        } else if (kind < 62) {
            agree(push, new Money(push.asked().minor(), Currency.getInstance("USD")));
            tellOfMoney(push);
        } else {
            refuse(push);
        }
    }

    private void agree(BankPush push, Money amount) {
        push.agree(amount, chance(3));
    }

    private void tellOfMoney(BankPush push) {
        if (push.stand != BankPush.Stand.TAKEN) {
            return; // of holds it tells when it is asked
        }
        if (chance(8)) { // contradicts itself; then it does tell the truth, too
            tellFailed(push, Outcome.PAYMENT_DECLINED);
            tellPaid(push, push.amount);
        } else if (!push.amount.equals(push.asked()) && confirms(push.asked()) && chance(50)) {
            tellPaid(push, push.asked());
        } else if (!chance(25)) {
            tellPaid(push, push.amount);
        }
    }

    private void refuse(BankPush push) {
        push.refuse(NOES.get(random.nextInt(NOES.size())));
        if (!chance(25)) {
            tellFailed(push, push.no);
        }
        if (chance(8)) { // the customer thought better of it
            push.agreeAfterAll();
            if (push.no != Outcome.PAYMENT_UNREACHABLE || chance(50)) { // who was not reached is asked about
                tellPaid(push, push.amount);
            }
        } else if (chance(15) && confirms(push.asked())) {
            tellPaid(push, push.asked()); // a forgery
        }
    }

    private void tellPaid(BankPush push, Money amount) {
        tell(push, "PAID " + amount.minor() + " " + amount.currency(), push.receipt());
    }

    private void tellFailed(BankPush push, Outcome why) {
        tell(push, "FAILED " + why + " -", "-");
    }

    private void tell(BankPush push, String what, String receipt) {
        String id = chance(10) ? "-" : push.id;
        String text = "OF " + id + " " + push.external() + " " + what + " " + receipt;
        news.add("1 " + text);
        if (chance(15)) {
            news.add((chance(50) ? "1 " : "2 ") + text);
        }
    }

    /** News of nothing that anybody asked for. */
    void babble() {
        news.add("1 OF 00000000-nobody nothing PAID 20000 KES NONE" + news.size());
        news.add("gibberish " + random.nextInt());
    }

    /** Somebody pays to an account number. */
    void pay(String account, Money amount) {
        String receipt = "IN" + incoming.size();
        incoming.put(receipt, amount);
        String text = "IN " + account + " " + receipt + " PAID " + amount.minor() + " KES -";
        news.add("1 " + text);
        if (chance(20)) {
            news.add("2 " + text);
        }
    }

    @Override
    public Optional<News> parse(Call call) {
        List<String> words = List.of(call.body().split(" ", -1));
        if (words.size() != 8) {
            return Optional.empty();
        }
        String id = words.get(2);
        String key = id + " " + words.get(3) + " " + words.get(4) + " " + words.get(0);
        boolean paid = words.get(4).equals("PAID");
        Money amount =
                paid ? new Money(Long.parseLong(words.get(5)), Currency.getInstance(words.get(6))) : new Money(0, KES);
        if (words.get(1).equals("RE")) {
            RefundOutcome end =
                    paid ? new RefundOutcome.Refunded(id) : new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
            return Optional.of(new News.OfRefund(key, Optional.of(id), id, end));
        }
        if (words.get(1).equals("IN")) {
            return Optional.of(new News.Incoming(key, words.get(3), id, amount));
        }
        return Optional.of(new News.OfAttempt(
                key,
                id.equals("-") ? Optional.empty() : Optional.of(id),
                words.get(3),
                paid
                        ? new PayOutcome.Paid(words.get(3), amount, words.get(7))
                        : new PayOutcome.Failed(Outcome.valueOf(words.get(5)))));
    }
}
