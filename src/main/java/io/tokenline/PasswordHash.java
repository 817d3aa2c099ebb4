package io.tokenline;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as they are stored: {@code pbkdf2-sha256$iterations$salt$hash}, salt and hash in Base64. */
public final class PasswordHash {

    private static final String SCHEME = "pbkdf2-sha256";
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int ITERATIONS = 100_000;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT_OCTETS = 16;
    private static final int HASH_OCTETS = 32;

    private PasswordHash() {}

    /** The string to store for a password. */
    public static String of(String password, RandomGenerator random) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return stored(ITERATIONS, salt, derive(password, salt, ITERATIONS));
    }

    /**
     * The string to store for the next password of somebody: with the salt of the one before, so that a password is
     * compared with both in the time of one.
     */
    public static String next(String password, String before) {
        Stored salted = Stored.parse(before);
        return stored(salted.iterations(), salted.salt(), derive(password, salted.salt(), salted.iterations()));
    }

    /** Which of these a password is; it takes no longer for several that were stored with the same salt. */
    public static Optional<String> match(String password, List<String> several) {
        Map<String, byte[]> derived = new HashMap<>();
        Optional<String> found = Optional.empty();
        for (String stored : several) {
            Stored parts = Stored.parse(stored);
            byte[] hash = derived.computeIfAbsent(
                    stored.substring(0, stored.lastIndexOf('$')),
                    salt -> derive(password, parts.salt(), parts.iterations()));
            if (MessageDigest.isEqual(parts.hash(), hash) && found.isEmpty()) {
                found = Optional.of(stored);
            }
        }
        return found;
    }

    /** A stored string that no password matches, and that takes as long to refuse as any other. */
    public static String ofNobody() {
        return stored(ITERATIONS, new byte[SALT_OCTETS], new byte[HASH_OCTETS]);
    }

    /** Whether a password is the stored one; takes the same time whichever octet differs. */
    public static boolean matches(String password, String stored) {
        return match(password, List.of(stored)).isPresent();
    }

    /** The parts of a stored string. */
    @SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
    private record Stored(int iterations, byte[] salt, byte[] hash) {

        static Stored parse(String stored) {
            String[] parts = stored.split("\\$", -1);
            if (parts.length != 4 || !parts[0].equals(SCHEME)) {
                throw new IllegalStateException("a stored password is not of the scheme " + SCHEME);
            }
            int iterations = Integer.parseInt(parts[1]);
            if (iterations < 1 || iterations > MAX_ITERATIONS) {
                throw new IllegalStateException("a stored password has " + iterations + " iterations");
            }
            return new Stored(
                    iterations,
                    Base64.getDecoder().decode(parts[2]),
                    Base64.getDecoder().decode(parts[3]));
        }
    }

    private static String stored(int iterations, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder();
        return String.join(
                "$", SCHEME, String.valueOf(iterations), base64.encodeToString(salt), base64.encodeToString(hash));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_OCTETS * 8);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }
}
