package io.tokenline;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Logins that succeeded, so that the thousandth of an account does not cost a hundred thousand hashes. It keeps a digest
 * under a key of this process; a changed stored password makes it worthless.
 */
public final class RememberedLogins {

    private static final int MAX = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    /** What is kept of a login. */
    private static final class Digest {

        private final byte[] octets;
        private final Instant until;

        Digest(byte[] octets, Instant until) {
            this.octets = octets;
            this.until = until;
        }
    }

    private final SecretKeySpec key;
    private final Clock clock;
    private final Duration keep;
    private final Map<String, Digest> digests = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Digest> eldest) {
            return size() > MAX;
        }
    };

    /** Remembers up to a thousand logins, each for so long. */
    public RememberedLogins(RandomGenerator random, Clock clock, Duration keep) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
        this.keep = keep;
    }

    /** A name and a password that belong to what is stored. */
    public void remember(String name, String stored, String password) {
        Digest digest =
                new Digest(digest(name, stored, password), clock.instant().plus(keep));
        synchronized (digests) {
            digests.put(name, digest);
        }
    }

    /** Whether this was remembered, for the same stored password, and not too long ago. */
    public boolean knows(String name, String stored, String password) {
        @Nullable Digest known;
        synchronized (digests) {
            known = digests.get(name);
        }
        return known != null
                && clock.instant().isBefore(known.until)
                && MessageDigest.isEqual(known.octets, digest(name, stored, password));
    }

    private byte[] digest(String name, String stored, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(String.join("\0", name, stored, password).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
