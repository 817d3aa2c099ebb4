package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;

/** Asked and told about money that customers send to an account number; implemented by the room that sells. */
public interface AccountListener {

    /** What became of money that nobody was asked for. */
    sealed interface Sold {

        /** A sale; its tokens go to this phone. */
        record Sale(String reference, Msisdn buyer) implements Sold {}

        /** No sale, and why: a person has to look after the money. */
        record Nothing(Outcome reason) implements Sold {}
    }

    /**
     * Whether money for an account could become a token; nothing is written.
     *
     * @param account as the customer typed it: a meter number
     * @return OK, or what is wrong with the meter or the amount
     */
    Outcome judge(String account, Money amount);

    /**
     * An account as people and books may see it.
     *
     * @param account as the customer typed it: often his phone number
     * @return all of it where it is a meter number, and otherwise no more than its first 4 and last 3 digits
     */
    String shown(String account);

    /**
     * Money for an account is here; in the transaction that records it.
     *
     * @param key names the payment; at most 80 characters
     */
    Sold received(String key, String account, Money received);
}
