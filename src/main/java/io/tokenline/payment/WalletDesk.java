package io.tokenline.payment;

import io.tokenline.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What staff do about the wallets themselves. It calls them, so it has no transaction. */
@ApplicationScoped
public class WalletDesk {

    private final Wallets wallets;
    private final Cases cases;

    @Inject
    WalletDesk(Wallets wallets, Cases cases) {
        this.wallets = wallets;
        this.cases = cases;
    }

    /** All wallets, by name. */
    public List<Wallet> all() {
        return wallets.all();
    }

    /**
     * Tells a wallet where it reaches us.
     *
     * @return OK, WALLET_UNKNOWN, REGISTRATION_REFUSED
     */
    public Outcome register(String name, String person) {
        Optional<Wallet> wallet = wallets.named(name);
        if (wallet.isEmpty() || !wallet.get().capabilities().contains(Wallet.Capability.BILL)) {
            return Outcome.WALLET_UNKNOWN;
        }
        Outcome outcome = wallet.get().register() ? Outcome.OK : Outcome.REGISTRATION_REFUSED;
        cases.audit(person, "WALLET_REGISTERED", "wallet " + name, outcome.name());
        return outcome;
    }
}
