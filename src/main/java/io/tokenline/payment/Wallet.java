package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import java.util.Optional;

/** A mobile-money provider. Calls go over a network, so nobody makes them inside a transaction. */
public interface Wallet {

    /**
     * What a wallet is asked.
     *
     * @param id our reference; the same one for every retry of the same attempt
     * @param saleReference what the customer reads
     * @param payer whose money
     * @param amount how much
     */
    record Request(String id, String saleReference, Msisdn payer, Money amount) {}

    /**
     * What a callback says.
     *
     * @param attemptId our reference, as we gave it
     * @param outcome Paid or Failed
     */
    record News(String attemptId, PayOutcome outcome) {}

    /** The provider's name in tables and logs: small letters. */
    String provider();

    /** Asks the customer for the money; waits for the wallet's answer, not for the customer's. */
    PayOutcome request(Request request);

    /** What became of an earlier request. */
    PayOutcome query(Request request);

    /** Reads a callback's body, without any effect; empty where it makes no sense. */
    Optional<News> parse(String body);
}
