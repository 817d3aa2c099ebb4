package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A mobile-money provider. Calls go over a network, so nobody makes them inside a transaction. */
public interface Wallet {

    /** What a wallet can do besides asking for money and reading its callbacks. */
    enum Capability {
        /** It holds money until it is captured or released. */
        HOLD,
        /** It says what became of a request. */
        QUERY,
        /** It gives money back. */
        REFUND,
        /** It says what became of a refund. */
        REFUND_QUERY,
        /** Customers begin in it, too: they pay to an account number. */
        BILL,
        /** It confirms payments that customers began. */
        CONFIRM,
        /** It lists what it took. */
        STATEMENT
    }

    /**
     * What a wallet is asked.
     *
     * @param id our reference; the same one for every retry of the same attempt
     * @param saleReference what the customer reads
     * @param payer whose money
     * @param amount how much
     * @param externalId the wallet's reference, once it gave one; else empty
     */
    record Request(String id, String saleReference, Msisdn payer, Money amount, String externalId) {}

    /**
     * What is given back.
     *
     * @param id our reference of the refund; the same one for every retry
     * @param payment our reference of the payment
     * @param receipt the wallet's number of the payment
     * @param externalId the wallet's reference of the payment's request
     * @param returnId the wallet's reference of the refund, once it gave one; else empty
     * @param payer who gets it
     * @param amount how much
     */
    record Return(
            String id,
            String payment,
            String receipt,
            String externalId,
            String returnId,
            Msisdn payer,
            Money amount) {}

    /**
     * A callback as it came.
     *
     * @param path what follows our own part of the address; may be empty
     * @param body word for word
     */
    record Call(String path, String body) {}

    /**
     * What a wallet asks before it takes money for an account number.
     *
     * @param account as the customer typed it
     * @param amount what he wants to pay
     */
    record Question(String account, Money amount) {}

    /** The provider's name in tables and logs: small letters and digits, at most 20. */
    String provider();

    /** What customers read where they choose between wallets: at most 20 letters, digits, spaces and dashes. */
    default String label() {
        return provider();
    }

    /** What it can do. */
    default Set<Capability> capabilities() {
        return Set.of(Capability.QUERY);
    }

    /** Whether it can be asked now: not while it fails on every call. */
    default boolean isUp() {
        return true;
    }

    /** Whether it could take an amount: OK, AMOUNT_NOT_WHOLE, or WALLET_UNAVAILABLE for a foreign currency. */
    default Outcome judge(Money amount) {
        return Outcome.OK;
    }

    /** How long to wait after the confirmation, so that the customer's dialog is over when his prompt comes. */
    default Duration delay() {
        return Duration.ZERO;
    }

    /** The longest that a call may take. */
    default Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** Whether a callback's word for an amount is not enough, so that the wallet is asked before anything is sold. */
    default boolean confirms(Money amount) {
        return false;
    }

    /**
     * Asks the wallet whether it took a payment that nobody was asked for; its answer is a callback, {@link News.Confirmed}.
     *
     * @return how that answer will be known; empty where the wallet could not be asked
     */
    default Optional<String> confirm(String receipt) {
        return Optional.empty();
    }

    /** Asks the customer for the money; waits for the wallet's answer, and for the customer's only where it is the same. */
    PayOutcome request(Request request);

    /** What became of an earlier request. */
    PayOutcome query(Request request);

    /** Takes what is held: Paid, or anything else to be tried again. A repeat takes nothing twice. */
    default PayOutcome capture(Request request) {
        throw new UnsupportedOperationException(provider() + " holds no money");
    }

    /** Lets go of what is held: Released, or anything else to be tried again. */
    default PayOutcome release(Request request) {
        throw new UnsupportedOperationException(provider() + " holds no money");
    }

    /** Gives money back. */
    default RefundOutcome refund(Return wanted) {
        return new RefundOutcome.Refused(Outcome.REFUND_UNSUPPORTED);
    }

    /** What became of an earlier refund; Unknown where the wallet does not say, or tells by callback. */
    default RefundOutcome refundState(Return wanted) {
        return new RefundOutcome.Unknown();
    }

    /** Reads a callback, without any effect; empty where it makes no sense. */
    Optional<News> parse(Call call);

    /** Reads a question that has to be answered at once; empty where a call is none. */
    default Optional<Question> question(Call call) {
        return Optional.empty();
    }

    /** The JSON that answers a question. */
    default String answer(Outcome judged) {
        throw new UnsupportedOperationException(provider() + " asks nothing");
    }

    /** The JSON that acknowledges a callback. */
    default String acknowledgement() {
        return "{}";
    }

    /** Tells the wallet where it reaches us, for payments that customers begin; whether it took note. */
    default boolean register() {
        throw new UnsupportedOperationException(provider() + " takes no payments that customers begin");
    }

    /** What the wallet took in a time, for the comparison of the books. */
    default List<StatementLine> statement(Instant from, Instant until) {
        throw new UnsupportedOperationException(provider() + " lists nothing");
    }
}
