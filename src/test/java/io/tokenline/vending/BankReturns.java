package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What the {@link Bank} gave back, by its own books: a payment that we ask back twice, or with another amount, is our error. */
final class BankReturns {

    private enum Stand {
        PENDING,
        GONE,
        REFUSED
    }

    /** One that was asked for. */
    static final class Asked {
        final String id;
        final String payment;
        private Stand stand;

        private Asked(String id, String payment, Stand stand) {
            this.id = id;
            this.payment = payment;
            this.stand = stand;
        }

        boolean isGone() {
            return stand == Stand.GONE;
        }
    }

    private final Random random;
    private final Map<String, Asked> all = new LinkedHashMap<>();

    BankReturns(Random random) {
        this.random = random;
    }

    /**
     * Takes a request; a repeat changes nothing.
     *
     * @param payment what the bank calls it
     * @param paid what it took
     */
    Asked take(Wallet.Return wanted, String payment, Money paid) {
        Asked known = all.get(wanted.id());
        if (known != null) {
            return known;
        }
        if (!wanted.amount().equals(paid)) {
            throw new AssertionError("asked to give back " + wanted.amount() + " of " + paid + ": " + payment);
        }
        if (all.values().stream().anyMatch(asked -> asked.payment.equals(payment) && asked.stand != Stand.REFUSED)) {
            throw new AssertionError("asked to give back twice: " + payment);
        }
        int kind = random.nextInt(100);
        Asked asked =
                new Asked(wanted.id(), payment, kind < 10 ? Stand.REFUSED : kind < 50 ? Stand.PENDING : Stand.GONE);
        all.put(asked.id, asked);
        return asked;
    }

    /** What it says of one; it has never heard of one that it does not have. */
    RefundOutcome outcome(String id) {
        Asked asked = all.get(id);
        return asked == null ? new RefundOutcome.NotFound() : outcome(asked);
    }

    private static RefundOutcome outcome(Asked asked) {
        return switch (asked.stand) {
            case PENDING -> new RefundOutcome.Accepted(asked.id);
            case GONE -> new RefundOutcome.Refunded(asked.id);
            case REFUSED -> new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
        };
    }

    /** Comes to an end with one that is pending; it is told of. */
    List<Asked> decide() {
        List<Asked> pending = all.values().stream()
                .filter(asked -> asked.stand == Stand.PENDING)
                .limit(1)
                .toList();
        pending.forEach(asked -> asked.stand = random.nextInt(100) < 85 ? Stand.GONE : Stand.REFUSED);
        return pending;
    }

    /** Whether a payment went back. */
    boolean isBack(String payment) {
        return all.values().stream().anyMatch(asked -> asked.payment.equals(payment) && asked.isGone());
    }

    /** What a person reads in the bank's books of a refund: whether it has left; empty while it is pending. */
    Optional<Boolean> hasLeft(String id) {
        Asked asked = all.get(id);
        return asked != null && asked.stand == Stand.PENDING
                ? Optional.empty()
                : Optional.of(asked != null && asked.isGone());
    }
}
