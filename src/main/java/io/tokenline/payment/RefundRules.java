package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Which payments may go back, and who may say so. */
@ApplicationScoped
class RefundRules {

    private final Wallets wallets;
    private final Instance<PaymentListener> listener;
    private final Cases cases;
    private volatile long aloneMinor;

    @Inject
    RefundRules(Wallets wallets, Instance<PaymentListener> listener, Cases cases) {
        this.wallets = wallets;
        this.listener = listener;
        this.cases = cases;
    }

    /**
     * Sets up to which amount one person alone, or this server, gives money back.
     *
     * @param minor of the currency; 0 where two persons are always needed
     */
    void aloneUpTo(long minor) {
        aloneMinor = minor;
    }

    boolean needsOneOnly(Money amount) {
        return amount.minor() <= aloneMinor;
    }

    /** Whether it came twice, and is not its sale's own money. */
    boolean isExtra(PaymentAttempt attempt) {
        return cases.was(PaymentCase.Kind.DUPLICATE_PAYMENT, attempt);
    }

    /** Whether a wallet says what became of a refund. */
    static boolean tells(Wallet wallet) {
        return wallet.capabilities().contains(Wallet.Capability.REFUND_QUERY);
    }

    /**
     * OK, REFUND_UNSUPPORTED by the wallet or for money of another currency, or REFUND_NOT_DUE where the payment is not taken,
     * has its token, or may be back.
     */
    Outcome judge(PaymentAttempt attempt, boolean byHand) {
        boolean foreign = attempt.received().filter(money -> money.minor() == 0).isPresent();
        boolean able = byHand
                || (!foreign
                        && wallets.named(attempt.provider())
                                .filter(wallet -> wallet.capabilities().contains(Wallet.Capability.REFUND))
                                .isPresent());
        if (!able) {
            return Outcome.REFUND_UNSUPPORTED;
        }
        boolean gone = !byHand && cases.was(PaymentCase.Kind.REFUND_AFTER_ALL, attempt);
        boolean due = attempt.state() == AttemptState.PAID
                && !gone
                && (isExtra(attempt) ? cases.isHere(attempt) : listener.get().mayGiveBack(attempt.saleReference()));
        return due ? Outcome.OK : Outcome.REFUND_NOT_DUE;
    }
}
