package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Outcome;
import java.util.Optional;

/** What became of a customer's yes to a quote. */
public sealed interface Confirmation {

    /** It is sold, now or by the same request before. */
    record Sold(Sale sold) implements Confirmation {}

    /**
     * It would cost something else by now, because the meter has bought or paid since; nothing was sold.
     *
     * @param quote what the amount buys now
     */
    record Changed(Quote quote) implements Confirmation {}

    /**
     * It is not sold.
     *
     * @param outcome MAINTENANCE, WALLET_UNAVAILABLE, or AMOUNT_TOO_LOW where charges have come up that leave no energy
     * @param minimum the least that may be paid
     */
    record Refused(Outcome outcome, Money minimum) implements Confirmation {}

    /** The sale; empty where nothing was sold. */
    default Optional<Sale> sale() {
        return this instanceof Sold sold ? Optional.of(sold.sold()) : Optional.empty();
    }
}
