package io.tokenline.smpp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Logins that succeeded, so that the thousandth bind of an account does not cost a hundred thousand hashes. It keeps a
 * digest under a key of this process; a changed stored password makes it worthless.
 */
final class RememberedLogins {

    private static final int MAX = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Map<String, byte[]> digests = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MAX;
        }
    };

    RememberedLogins(RandomGenerator random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    void remember(String systemId, String stored, String password) {
        byte[] digest = digest(systemId, stored, password);
        synchronized (digests) {
            digests.put(systemId, digest);
        }
    }

    boolean knows(String systemId, String stored, String password) {
        byte[] known;
        synchronized (digests) {
            known = digests.get(systemId);
        }
        return known != null && MessageDigest.isEqual(known, digest(systemId, stored, password));
    }

    private byte[] digest(String systemId, String stored, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(String.join("\0", systemId, stored, password).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
