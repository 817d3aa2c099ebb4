package io.tokenline.payment;

import io.tokenline.Cidr;
import io.tokenline.Money;
import io.tokenline.Secret;
import io.tokenline.SettingTexts;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is set for a wallet of whichever kind.
 *
 * @param name in tables, logs and the addresses of its callbacks
 * @param label what customers read where they choose between wallets
 * @param kind which class speaks to it
 * @param base where its API is
 * @param prefixes first digits of the phones it serves, country code first
 * @param currency of its amounts
 * @param entrance where it reaches us, for those that call back
 * @param delay from the confirmation to the prompt
 * @param deadline of a call whose answer does not wait for the customer
 * @param confirmFrom from this amount on a callback's word for money is confirmed by a query
 */
public record WalletTerms(
        String name,
        String label,
        String kind,
        URI base,
        List<String> prefixes,
        Currency currency,
        Optional<Address> entrance,
        Duration delay,
        Duration deadline,
        Optional<Money> confirmFrom) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Where a wallet reaches us.
     *
     * @param base our own address as the wallet sees it
     * @param path the part that nobody else knows
     * @param networks that it calls from; where there are none, it may come from anywhere
     */
    public record Address(URI base, Secret path, List<Cidr> networks) {

        /** Whether an address is one of the wallet's. */
        boolean reaches(InetAddress from) {
            return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(from));
        }
    }

    /** Reads what is set for a wallet. */
    static WalletTerms read(String name, SettingTexts texts, Currency usual) {
        String at = prefix(name);
        Currency currency = texts.currency(at + "currency", usual.getCurrencyCode());
        return new WalletTerms(
                name,
                label(name, texts, at + "label"),
                texts.needed(at + "kind", "[a-z]{2,12}", "the kind of wallet, such as daraja or waafi"),
                address(texts, at + "base.url"),
                prefixes(texts, at + "prefixes"),
                currency,
                entrance(texts, at),
                texts.durationOrNone(at + "delay", "PT0S"),
                texts.duration(at + "deadline", "PT30S"),
                amount(texts, at + "confirm.from", currency));
    }

    private static String label(String name, SettingTexts texts, String setting) {
        String label = texts.text(setting, name);
        if (!label.matches("[A-Za-z][A-Za-z0-9 -]{0,19}")) {
            throw texts.wrong(setting, "1 to 20 letters, digits, spaces and dashes, the first a letter");
        }
        return label;
    }

    /** What the names of a wallet's settings begin with. */
    public static String prefix(String name) {
        return "tokenline.wallet." + name + ".";
    }

    private static Optional<Address> entrance(SettingTexts texts, String at) {
        String name = at + "callback.secret";
        Optional<Secret> path = texts.secret(name);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (!path.get().value().matches("[A-Za-z0-9_-]{20,64}")) {
            throw new IllegalArgumentException(
                    SettingTexts.variable(name) + " cannot be used: write 20 to 64 letters, digits, - or _");
        }
        return Optional.of(new Address(
                address(texts, at + "callback.url"),
                path.get(),
                texts.list(at + "networks").stream()
                        .map(text -> Cidr.parse(text)
                                .orElseThrow(() -> texts.wrong(at + "networks", "networks such as 196.201.214.0/24")))
                        .toList()));
    }

    private static List<String> prefixes(SettingTexts texts, String name) {
        List<String> prefixes = texts.list(name);
        if (prefixes.isEmpty() || prefixes.stream().anyMatch(prefix -> !prefix.matches("[1-9][0-9]{0,14}"))) {
            throw texts.wrong(name, "first digits of phone numbers, such as 25470,25471");
        }
        return prefixes;
    }

    private static Optional<Money> amount(SettingTexts texts, String name, Currency currency) {
        String text = texts.text(name, "");
        Optional<Money> amount = Money.parse(text, currency);
        if (!text.isEmpty() && amount.isEmpty()) {
            throw texts.wrong(name, "an amount such as 1000");
        }
        return amount;
    }

    /** An address of HTTPS; HTTP only on this machine. */
    private static URI address(SettingTexts texts, String name) {
        String text = texts.text(name, "");
        try {
            URI address = URI.create(text.replaceFirst("/+$", ""));
            boolean here = "http".equals(address.getScheme()) && LOOPBACK.contains(String.valueOf(address.getHost()));
            if (address.getHost() != null && (here || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw texts.wrong(name, "an address that begins with https://");
        }
        throw texts.wrong(name, "an address that begins with https://");
    }

    /** The address of a call to it. */
    public URI at(String path) {
        return URI.create(base + path);
    }

    /** The address that it calls back; only where it has callbacks. */
    public String callback(String path) {
        Address ours = entrance.orElseThrow(() -> new IllegalStateException(name + " has no callbacks"));
        return ours.base() + "/pay/" + name + "/" + ours.path().value() + "/" + path;
    }

    /** Whether a callback's word for an amount has to be confirmed. */
    public boolean confirms(Money amount) {
        return confirmFrom
                .filter(from -> !amount.currency().equals(from.currency()) || amount.minor() >= from.minor())
                .isPresent();
    }
}
