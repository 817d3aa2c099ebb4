package io.tokenline.vending;

import io.tokenline.delivery.Templates;
import io.tokenline.metering.Subscribers;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.SequenceGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the operator announces for a time; once entered it never changes, so that every thread may read it. */
@Entity
public class Announcement {

    /** The longest text, in characters of UTF-16. */
    public static final int TEXT_MAX = 60;

    /** What it is for. */
    public enum Kind {
        /** A line that customers read. */
        BANNER(Duration.ofDays(366)),
        /** Nothing is sold; the texts say why, for those who are asked. */
        MAINTENANCE(Duration.ofDays(7));

        private final Duration longest;

        Kind(Duration longest) {
            this.longest = longest;
        }
    }

    /**
     * What is to be announced.
     *
     * @param from the first moment
     * @param until the first moment after it; at most 7 days later for maintenance, 366 for a banner
     * @param texts by ISO 639-1, 1 to 60 characters on one line each; maintenance needs none, and where there is any there
     *     is one in English, for those whose language is missing
     */
    public record Plan(Kind kind, Instant from, Instant until, Map<String, String> texts) {

        /** One line; neither half a surrogate pair, which cannot be stored. */
        private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]+");

        public Plan {
            texts = Map.copyOf(texts);
            if (!from.isBefore(until) || Duration.between(from, until).compareTo(kind.longest) > 0) {
                throw new IllegalArgumentException("it lasts no time, or more than " + kind.longest.toDays() + " days");
            }
            if (!Templates.LANGUAGES.containsAll(texts.keySet())) {
                throw new IllegalArgumentException("the languages are " + String.join(", ", Templates.LANGUAGES));
            }
            if (!texts.values().stream().allMatch(Plan::fits)) {
                throw new IllegalArgumentException("a text has 1 to " + TEXT_MAX + " characters, on one line");
            }
            if ((kind == Kind.BANNER || !texts.isEmpty()) && !texts.containsKey(Subscribers.FIRST_LANGUAGE)) {
                throw new IllegalArgumentException("there is no text in English, for those whose language is missing");
            }
        }

        private static boolean fits(String text) {
            return text.length() <= TEXT_MAX
                    && !text.isBlank()
                    && LINE.matcher(text).matches();
        }

        /** For the audit. */
        String summary() {
            return from + " to " + until + " " + new TreeMap<>(texts);
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "announcement_seq")
    @SequenceGenerator(name = "announcement_seq", allocationSize = 50)
    private long id;

    @Enumerated(EnumType.STRING)
    private Kind kind = Kind.BANNER;

    @Column(name = "begins_at")
    private Instant from = Instant.EPOCH;

    @Column(name = "ends_at")
    private Instant until = Instant.EPOCH;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "announcement_text", joinColumns = @JoinColumn(name = "announcement_id"))
    @MapKeyColumn(name = "language")
    @Column(name = "text")
    private Map<String, String> texts = new HashMap<>();

    @Column(name = "entered_by")
    private String enteredBy = "";

    @Column(name = "entered_at")
    private Instant enteredAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected Announcement() {}

    Announcement(Plan plan, String by, Instant now) {
        this.kind = plan.kind();
        this.from = plan.from();
        this.until = plan.until();
        this.texts = new HashMap<>(plan.texts());
        this.enteredBy = by;
        this.enteredAt = now;
    }

    /** The row's number. */
    public long id() {
        return id;
    }

    /** What was entered. */
    public Plan plan() {
        return new Plan(kind, from, until, texts);
    }

    /** Who entered it. */
    public String enteredBy() {
        return enteredBy;
    }

    /** When it was entered. */
    public Instant enteredAt() {
        return enteredAt;
    }

    Kind kind() {
        return kind;
    }

    Instant from() {
        return from;
    }

    Instant until() {
        return until;
    }

    boolean holdsAt(Instant moment) {
        return !from.isAfter(moment) && until.isAfter(moment);
    }

    /** In the language, or else in English. */
    String text(String language) {
        return texts.getOrDefault(language, texts.getOrDefault(Subscribers.FIRST_LANGUAGE, ""));
    }
}
