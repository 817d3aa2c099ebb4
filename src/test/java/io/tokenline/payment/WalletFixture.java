package io.tokenline.payment;

import io.tokenline.Rooms;
import io.tokenline.SettingTexts;
import io.tokenline.payment.http.WalletHttp;
import java.net.URI;
import java.time.Clock;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** Wallets opened from settings as the server opens them. */
public final class WalletFixture {

    /** The part of the addresses of callbacks that the wallet alone knows. */
    public static final String SECRET = "h3Qk-0Zr8mWc2_Tn5bYv";

    private WalletFixture() {}

    /** The settings that every wallet needs, for one on loopback. */
    public static Map<String, String> texts(String name, String kind, URI base) {
        String at = WalletTerms.prefix(name);
        Map<String, String> texts = new HashMap<>();
        texts.put("tokenline.wallets", name);
        texts.put(at + "kind", kind);
        texts.put(at + "base.url", base.toString());
        texts.put(at + "prefixes", "254");
        texts.put(at + "callback.secret", SECRET);
        texts.put(at + "callback.url", "https://pay.example.org");
        return texts;
    }

    /** What is set for a wallet. */
    public static WalletTerms terms(String name, Map<String, String> texts) {
        return WalletTerms.read(name, source(texts), Currency.getInstance("KES"));
    }

    /** Opens a wallet. */
    public static Wallet open(WalletKind kind, String name, Map<String, String> texts, Clock clock) {
        return open(kind, name, texts, clock, ForkJoinPool.commonPool());
    }

    /** Opens a wallet whose calls go their steps on threads of the test's. */
    static Wallet open(WalletKind kind, String name, Map<String, String> texts, Clock clock, Executor steps) {
        return kind.open(terms(name, texts), source(texts), new WalletHttp(name, steps, clock));
    }

    /** Up to which amount, in cents, money goes back without a second person, as settings say in the server. */
    public static void returnsAlone(Rooms rooms, long minor) {
        rooms.get(RefundRules.class).aloneUpTo(minor);
    }

    private static SettingTexts source(Map<String, String> texts) {
        return new SettingTexts(name -> Optional.ofNullable(texts.get(name)));
    }
}
