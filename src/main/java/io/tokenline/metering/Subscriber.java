package io.tokenline.metering;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** What we remember of a phone: the language its owner chose. Its number is the row's key, and lies sealed. */
@Entity
public class Subscriber {

    @Id
    private String msisdn = "";

    private String language = "";

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected Subscriber() {}

    /** A phone by its sealed number. */
    Subscriber(String sealed, String language, Instant now) {
        this.msisdn = sealed;
        speak(language, now);
    }

    /** The ISO 639-1 code of the language chosen. */
    public String language() {
        return language;
    }

    final void speak(String chosen, Instant now) {
        if (!chosen.matches("[a-z]{2,3}")) {
            throw new IllegalArgumentException("a language is an ISO 639 code of 2 or 3 small letters");
        }
        this.language = chosen;
        this.changedAt = now;
    }
}
