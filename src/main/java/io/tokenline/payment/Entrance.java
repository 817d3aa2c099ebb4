package io.tokenline.payment;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom the address of a callback lets in: it names a wallet, has the part that only this wallet knows, and comes from one
 * of its networks, where those are set.
 *
 * @param terms of the wallets, by name
 */
record Entrance(Map<String, WalletTerms> terms) {

    /**
     * Where a call goes.
     *
     * @param path what follows our own part of the address
     */
    record Target(String wallet, String path) {}

    /** Where a call goes; empty where it is let in nowhere. */
    Optional<Target> target(@Nullable String pathInfo, InetAddress from) {
        String[] parts = (pathInfo == null ? "" : pathInfo).split("/", 4);
        if (parts.length < 3) {
            return Optional.empty();
        }
        return Optional.ofNullable(terms.get(parts[1]))
                .flatMap(WalletTerms::entrance)
                .filter(entrance -> isSame(entrance.path().value(), parts[2]) && entrance.reaches(from))
                .map(entrance -> new Target(parts[1], parts.length > 3 ? parts[3] : ""));
    }

    private static boolean isSame(String ours, String said) {
        return MessageDigest.isEqual(ours.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }
}
