package io.tokenline.payment;

import io.tokenline.Msisdn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The wallets of this server, entered at start by whoever configures them. */
@ApplicationScoped
public class Wallets {

    /** A wallet and the phones that it serves: those whose number begins so. */
    private record Entry(Wallet wallet, List<String> prefixes) {

        int length(Msisdn payer) {
            return prefixes.stream()
                    .filter(payer.digits()::startsWith)
                    .mapToInt(String::length)
                    .max()
                    .orElse(-1);
        }
    }

    private final Map<String, Entry> byProvider = new ConcurrentHashMap<>();
    private final Map<String, WalletTerms> terms = new ConcurrentHashMap<>();

    /** Enters a wallet that serves every phone which no other one names. */
    public void add(Wallet wallet) {
        add(wallet, List.of(""));
    }

    /** Enters a wallet as it is set. */
    void add(Wallet wallet, WalletTerms set) {
        add(wallet, set.prefixes());
        terms.put(wallet.provider(), set);
    }

    /** The longest prefix that fits a phone decides between wallets. */
    private void add(Wallet wallet, List<String> prefixes) {
        if (byProvider.putIfAbsent(wallet.provider(), new Entry(wallet, List.copyOf(prefixes))) != null) {
            throw new IllegalStateException("there are two wallets named " + wallet.provider());
        }
    }

    /** What is set for the wallets that are set, by name. */
    Map<String, WalletTerms> terms() {
        return Map.copyOf(terms);
    }

    /** The wallet that serves a phone; of equals the first by name. */
    public Optional<Wallet> serving(Msisdn payer) {
        return byProvider.values().stream()
                .filter(entry -> entry.length(payer) >= 0)
                .max(Comparator.<Entry>comparingInt(entry -> entry.length(payer))
                        .thenComparing(entry -> entry.wallet().provider(), Comparator.reverseOrder()))
                .map(Entry::wallet);
    }

    /** All wallets, by their names. */
    public List<Wallet> all() {
        return byProvider.values().stream()
                .map(Entry::wallet)
                .sorted(Comparator.comparing(Wallet::provider))
                .toList();
    }

    /** A wallet by its name. */
    public Optional<Wallet> named(String provider) {
        return Optional.ofNullable(byProvider.get(provider)).map(Entry::wallet);
    }
}
