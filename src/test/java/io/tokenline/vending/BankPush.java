package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Outcome;
import java.time.Instant;

/** One customer asked for his money, as the {@link Bank}'s own books have it. */
final class BankPush {

    /** What became of the money. */
    enum Stand {
        PENDING,
        REFUSED,
        HELD,
        TAKEN,
        RELEASED,
        RETURNED
    }

    final String id;
    final String sale;
    final Instant at;
    private final Money wanted;
    private final int number;
    private final boolean holds;

    Stand stand = Stand.PENDING;
    Outcome no = Outcome.OK;
    Money amount;

    /** Neither a capture nor a release succeeds, ever. */
    boolean stuck;

    /** How often its request came. */
    int asked;

    BankPush(String id, String sale, Money wanted, int number, boolean holds, Instant at) {
        this.id = id;
        this.sale = sale;
        this.wanted = wanted;
        this.amount = wanted;
        this.number = number;
        this.holds = holds;
        this.at = at;
    }

    Money asked() {
        return wanted;
    }

    String external() {
        return "X" + number;
    }

    String receipt() {
        return "R" + number;
    }

    void agree(Money money, boolean forGood) {
        amount = money;
        stuck = holds && forGood;
        stand = holds ? Stand.HELD : Stand.TAKEN;
    }

    /** He said no, and yes in the end. */
    void agreeAfterAll() {
        stand = Stand.TAKEN;
    }

    void refuse(Outcome why) {
        no = why;
        stand = Stand.REFUSED;
    }

    /** Whether the bank knows our reference and names its receipt where it is asked; some wallets do neither. */
    boolean isNamed() {
        return number % 3 != 0;
    }

    /** Whether the money was taken, even if it went back. */
    boolean isTaken() {
        return stand == Stand.TAKEN || stand == Stand.RETURNED;
    }

    boolean isMoneyGone() {
        return stand == Stand.TAKEN || stand == Stand.HELD;
    }

    @Override
    public String toString() {
        return "push " + number + " of sale " + sale + ", " + stand + " " + amount + " of " + wanted;
    }
}
