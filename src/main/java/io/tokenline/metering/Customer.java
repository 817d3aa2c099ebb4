package io.tokenline.metering;

import io.tokenline.vault.SealedName;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who owns a meter. */
@Entity
public class Customer {

    /** The longest masked name, in characters: what a screen must leave room for. */
    public static final int MASKED_MAX = 20;

    private static final int NAME_MAX = 120;
    private static final int ACCOUNT_MAX = 40;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "customer_seq")
    @SequenceGenerator(name = "customer_seq", allocationSize = 50)
    private long id;

    @Convert(converter = SealedName.class)
    private String name = "";

    private @Nullable String account;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected Customer() {}

    /**
     * A new customer.
     *
     * @param name as the utility writes it, given name first
     */
    public Customer(String name, Instant now) {
        rename(name);
        this.createdAt = now;
    }

    /** From now on he is called so: 1 to 120 characters. */
    public final void rename(String called) {
        if (called.isBlank() || called.length() > NAME_MAX) {
            throw new IllegalArgumentException("a customer's name has 1 to " + NAME_MAX + " characters");
        }
        name = called.strip();
    }

    /** The utility's own number of him; empty where it has none. */
    public Optional<String> account() {
        return Optional.ofNullable(account);
    }

    /** The utility's own number of him from now on: 1 to 40 characters, nobody else's. */
    public void number(String own) {
        if (own.isBlank() || own.length() > ACCOUNT_MAX) {
            throw new IllegalArgumentException("an account has 1 to " + ACCOUNT_MAX + " characters");
        }
        account = own.strip();
    }

    /** The whole name; only for those who may see it. */
    public String name() {
        return name;
    }

    /**
     * The name as a stranger may see it, enough to notice a wrong meter number and no more: {@code A. M***** W.} At most
     * {@link #MASKED_MAX} characters.
     */
    public String maskedName() {
        List<String> words = List.of(name.split("\\s+"));
        return IntStream.range(0, Math.min(words.size(), 3))
                .mapToObj(i -> i == 1
                        ? initial(words.get(i)) + "*****"
                        : initial(words.get(i)) + (words.size() == 1 ? "*****" : "."))
                .collect(Collectors.joining(" "));
    }

    private static String initial(String word) {
        return new String(Character.toChars(word.codePointAt(0))).toUpperCase(Locale.ROOT);
    }
}
