package io.tokenline.payment;

import io.tokenline.Money;
import java.util.Optional;

/** What a callback says. */
public sealed interface News {

    /** Names the news: the same news twice has the same name, at most 160 characters. */
    String key();

    /**
     * How an attempt went.
     *
     * @param attemptId our reference, where the callback has it
     * @param externalId the wallet's reference of the request; empty where the callback has none
     * @param outcome Paid, Failed, Doubtful, Again, or Unknown where the wallet is to be asked
     */
    record OfAttempt(String key, Optional<String> attemptId, String externalId, PayOutcome outcome) implements News {

        /** Of a callback that has our own reference. */
        public OfAttempt(String key, String attemptId, PayOutcome outcome) {
            this(key, Optional.of(attemptId), "", outcome);
        }
    }

    /**
     * Money that came without being asked for: the customer paid to an account number.
     *
     * @param receipt the wallet's number of the payment
     * @param account what the customer typed as the account: a meter number
     * @param received how much
     */
    record Incoming(String key, String receipt, String account, Money received) implements News {}

    /**
     * What the wallet, asked, says of money that nobody was asked for. It is stored, and what waits for it finds it by its key.
     *
     * @param confirmId as {@link Wallet#confirm} gave it
     */
    record Confirmed(String confirmId, String receipt, Money received) implements News {

        @Override
        public String key() {
            return "confirmed " + confirmId + " " + receipt + " " + received.minor();
        }
    }

    /**
     * How a refund went.
     *
     * @param refundId our reference, where the callback has it
     * @param externalId the wallet's reference of the refund
     */
    record OfRefund(String key, Optional<String> refundId, String externalId, RefundOutcome outcome) implements News {}
}
