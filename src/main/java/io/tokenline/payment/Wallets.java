package io.tokenline.payment;

import io.tokenline.Msisdn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The wallets of this server, entered at start by whoever configures them. */
@ApplicationScoped
public class Wallets {

    private final Map<String, Wallet> byProvider = new ConcurrentHashMap<>();

    /** Enters a wallet. */
    public void add(Wallet wallet) {
        if (byProvider.putIfAbsent(wallet.provider(), wallet) != null) {
            throw new IllegalStateException("there are two wallets named " + wallet.provider());
        }
    }

    /** The wallet that serves a phone. */
    public Optional<Wallet> serving(Msisdn payer) {
        return byProvider.values().stream().findFirst();
    }

    /** A wallet by its name. */
    public Optional<Wallet> named(String provider) {
        return Optional.ofNullable(byProvider.get(provider));
    }
}
