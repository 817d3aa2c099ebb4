package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.payment.http.WalletHttp;
import java.time.Duration;

/** What every wallet that is reached over HTTP does alike: its name, currency and deadlines are those of its settings. */
public abstract class ConnectedWallet implements Wallet {

    /** A token and the call, both twice at most. */
    private static final int CALLS = 4;

    /** What was set for it. */
    protected final WalletTerms terms;

    private final WalletHttp http;

    /** One with its settings, and the way to its provider. */
    protected ConnectedWallet(WalletTerms terms, WalletHttp http) {
        this.terms = terms;
        this.http = http;
    }

    @Override
    public final String provider() {
        return terms.name();
    }

    @Override
    public final boolean isUp() {
        return http.isUp();
    }

    @Override
    public final Duration delay() {
        return terms.delay();
    }

    @Override
    public Duration patience() {
        return terms.deadline().multipliedBy(CALLS);
    }

    @Override
    public Outcome judge(Money amount) {
        return amount.currency().equals(terms.currency()) ? Outcome.OK : Outcome.WALLET_UNAVAILABLE;
    }
}
