package io.tokenline.payment;

import io.tokenline.Msisdn;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** The wallets of this server, entered at start by whoever configures them. */
@ApplicationScoped
public class Wallets {

    /** A wallet, and how well it fits a phone: the longest prefix that fits it, or -1 where it serves it not. */
    private record Entry(Wallet wallet, ToIntFunction<Msisdn> fit) {

        int length(Msisdn payer) {
            return fit.applyAsInt(payer);
        }
    }

    /** More digits than a phone number has. */
    private static final int FITS_BEST = 100;

    private static int longest(List<String> prefixes, Msisdn payer) {
        return prefixes.stream()
                .filter(payer.digits()::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(-1);
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
        enter(wallet, payer -> longest(prefixes, payer));
    }

    /** Enters a wallet of certain phones, which comes before those that go by prefixes. */
    public void addForSome(Wallet wallet, Predicate<Msisdn> phones) {
        enter(wallet, payer -> phones.test(payer) ? FITS_BEST : -1);
    }

    private void enter(Wallet wallet, ToIntFunction<Msisdn> fit) {
        if (byProvider.putIfAbsent(wallet.provider(), new Entry(wallet, fit)) != null) {
            throw new IllegalStateException("there are two wallets named " + wallet.provider());
        }
    }

    /** What is set for the wallets that are set, by name. */
    Map<String, WalletTerms> terms() {
        return Map.copyOf(terms);
    }

    /** The wallet that serves a phone, if its owner does not choose another; of equals the first by name. */
    public Optional<Wallet> serving(Msisdn payer) {
        return choices(payer).stream().findFirst();
    }

    /** The wallet that a customer chose, or where that is empty the one that serves his phone. */
    Optional<Wallet> serving(Msisdn payer, String chosen) {
        return chosen.isEmpty()
                ? serving(payer)
                : choices(payer).stream()
                        .filter(wallet -> wallet.provider().equals(chosen))
                        .findFirst();
    }

    /** All that serve a phone equally well, the usual one first: a wallet with a shorter prefix is no choice. */
    public List<Wallet> choices(Msisdn payer) {
        int longest = byProvider.values().stream()
                .mapToInt(entry -> entry.length(payer))
                .filter(length -> length < FITS_BEST)
                .max()
                .orElse(-1);
        return byProvider.values().stream()
                .filter(entry -> entry.length(payer) >= Math.max(0, longest))
                .sorted(Comparator.<Entry>comparingInt(entry -> -entry.length(payer))
                        .thenComparing(entry -> entry.wallet().provider()))
                .map(Entry::wallet)
                .toList();
    }

    /** What customers read as a wallet's name. */
    String label(Wallet wallet) {
        WalletTerms set = terms.get(wallet.provider());
        return set == null ? wallet.label() : set.label();
    }

    /** All wallets, by their names. */
    public List<Wallet> all() {
        return byProvider.values().stream()
                .map(Entry::wallet)
                .sorted(Comparator.comparing(Wallet::provider))
                .toList();
    }

    /** The names of all wallets. */
    Set<String> names() {
        return Set.copyOf(byProvider.keySet());
    }

    /** A wallet by its name. */
    public Optional<Wallet> named(String provider) {
        return Optional.ofNullable(byProvider.get(provider)).map(Entry::wallet);
    }
}
