package io.tokenline.aggregator;

import io.tokenline.Cidr;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A provider that may send us dialogs over HTTP. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
public class Aggregator {

    @Id
    private String name = "";

    private String profile = "";

    @Column(name = "service_code")
    private String serviceCode = "";

    @Column(name = "key_digest")
    private String keyDigest = "";

    @Column(name = "secret_hash")
    private String secretHash = "";

    private String networks = "";
    private boolean enabled;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected Aggregator() {}

    /**
     * An aggregator without a secret.
     *
     * @param name see {@link #mayBeCalled}
     * @param key the last part of its path
     */
    Aggregator(String name, String key, AggregatorTerms terms, Instant now) {
        if (!mayBeCalled(name)) {
            throw new IllegalArgumentException("an aggregator's name has 1 to 24 small letters, digits or dashes");
        }
        this.name = name;
        this.keyDigest = digest(key);
        agree(terms, now);
    }

    /** Whether an aggregator may have this name: 1 to 24 small letters, digits, dashes or underscores. */
    static boolean mayBeCalled(String name) {
        return name.matches("[a-z0-9][a-z0-9_-]{0,23}");
    }

    /** Its name, which is part of its path. */
    public String name() {
        return name;
    }

    /** What dialogs know it by. No operator's account or link can be called so: theirs have no space. */
    String link() {
        return "aggregator " + name;
    }

    /** What was agreed with it. */
    public AggregatorTerms terms() {
        return new AggregatorTerms(
                profile,
                serviceCode,
                Stream.of(networks.split(" "))
                        .flatMap(text -> Cidr.parse(text).stream())
                        .toList(),
                enabled);
    }

    /** Whether a secret is agreed with it besides its path. */
    public boolean hasSecret() {
        return !secretHash.isEmpty();
    }

    /** What is stored of its secret, where it has one. */
    Optional<String> secretHash() {
        return Optional.of(secretHash).filter(hash -> !hash.isEmpty());
    }

    /** Whether this is the last part of its path; takes the same time whichever octet differs. */
    boolean isKey(String key) {
        return MessageDigest.isEqual(
                keyDigest.getBytes(StandardCharsets.US_ASCII), digest(key).getBytes(StandardCharsets.US_ASCII));
    }

    final void agree(AggregatorTerms terms, Instant now) {
        profile = terms.profile();
        serviceCode = terms.serviceCode();
        networks = terms.networks().stream().map(Cidr::toString).collect(Collectors.joining(" "));
        enabled = terms.enabled();
        changedAt = now;
    }

    void setKey(String key, Instant now) {
        keyDigest = digest(key);
        changedAt = now;
    }

    /** Agrees on a secret; an empty hash: on none. */
    void setSecretHash(String hash, Instant now) {
        secretHash = hash;
        changedAt = now;
    }

    /** A key is drawn from more numbers than can be tried, so its digest needs neither salt nor slowness. */
    private static String digest(String key) {
        try {
            byte[] octets = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
