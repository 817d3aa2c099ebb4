package io.tokenline.smpp;

import io.tokenline.Cidr;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operator who may bind to us. */
@Entity
@Table(name = "operator_account")
public class OperatorAccount {

    @Id
    @Column(name = "system_id")
    private String systemId = "";

    @Column(name = "password_hash")
    private String passwordHash = "";

    @Column(name = "previous_hash")
    private String previousHash = "";

    @Column(name = "previous_until")
    private @Nullable Instant previousUntil;

    private boolean enabled;

    @Enumerated(EnumType.STRING)
    private AccountMode mode = AccountMode.OPEN;

    @Column(name = "end_binds_at")
    private @Nullable Instant endBindsAt;

    @Column(name = "may_transmit")
    private boolean mayTransmit;

    @Column(name = "may_receive")
    private boolean mayReceive;

    @Column(name = "may_transceive")
    private boolean mayTransceive;

    @Column(name = "max_binds")
    private int maxBinds;

    private String networks = "";

    @Column(name = "messages_per_second")
    private int messagesPerSecond;

    @Column(name = "window_size")
    private int window;

    @Column(name = "system_type")
    private String systemType = "";

    @Convert(converter = Prefixes.Column.class)
    private Prefixes prefixes = Prefixes.NONE;

    private String dialect = "";

    @Column(name = "enquire_link_seconds")
    private int enquireLinkSeconds;

    @Column(name = "inactivity_seconds")
    private int inactivitySeconds;

    /** Said where he is the message centre, so that no account has one. */
    @Transient
    private Duration validity = Duration.ZERO;

    /** For the persistence provider. */
    protected OperatorAccount() {}

    /**
     * An account that may bind, without limits of its own.
     *
     * @param systemId see {@link #mayBeCalled}
     * @param passwordHash see {@link io.tokenline.PasswordHash}
     * @param kinds what it may bind for
     * @param maxBinds how often at once
     */
    public OperatorAccount(String systemId, String passwordHash, Set<BindKind> kinds, int maxBinds, Dialect dialect) {
        this(systemId, passwordHash, AccountTerms.unlimited(kinds, maxBinds, dialect));
    }

    /** An account that may bind. */
    OperatorAccount(String systemId, String passwordHash, AccountTerms terms) {
        if (!mayBeCalled(systemId)) {
            throw new IllegalArgumentException("a system_id has 1 to 15 ASCII characters and no space");
        }
        this.systemId = systemId;
        this.passwordHash = passwordHash;
        this.enabled = true;
        agree(terms);
    }

    /** Whether this can be a system_id: 1 to 15 printable ASCII characters, none of them a space. */
    static boolean mayBeCalled(String systemId) {
        return systemId.matches("[\\x21-\\x7E]{1,15}");
    }

    /** The name it binds with, and that every other room knows it by. */
    public String systemId() {
        return systemId;
    }

    /** What is stored of its passwords: the one it has now, and where there is one, the one before. */
    List<String> passwordHashes(Instant now) {
        boolean both = previousUntil != null && now.isBefore(previousUntil);
        return both ? List.of(passwordHash, previousHash) : List.of(passwordHash);
    }

    /** Until when the password before the last change binds; empty where it does not. */
    public Optional<Instant> previousUntil() {
        return Optional.ofNullable(previousUntil);
    }

    /** Whether it may bind at all. */
    public boolean enabled() {
        return enabled;
    }

    /** What it is good for at present. */
    public AccountMode mode() {
        return mode;
    }

    /** Whether binds opened before that moment have to end now. */
    boolean ends(Instant bindOpened, Instant now) {
        return !enabled || (endBindsAt != null && bindOpened.isBefore(endBindsAt) && !now.isBefore(endBindsAt));
    }

    /** Whether it may bind for this. */
    public boolean allows(BindKind kind) {
        return switch (kind) {
            case TRANSMITTER -> mayTransmit;
            case RECEIVER -> mayReceive;
            case TRANSCEIVER -> mayTransceive;
        };
    }

    /** How often it may be bound at once. */
    public int maxBinds() {
        return maxBinds;
    }

    /** How its USSD gateway speaks. */
    public Dialect dialect() {
        return Dialect.named(dialect);
    }

    /** Dials and texts that it may begin in a second; 0: no limit. */
    int messagesPerSecond() {
        return messagesPerSecond;
    }

    /** Whether it speaks for this phone, given as E.164 digits. */
    boolean covers(String digits) {
        return prefixes.cover(digits);
    }

    /** The phones that it speaks for. */
    Prefixes prefixes() {
        return prefixes;
    }

    /** Time without a message after which a bind ends; zero: never. */
    Duration inactivity() {
        return Duration.ofSeconds(inactivitySeconds);
    }

    /** Requests of ours that may be unanswered on one bind. */
    int window(int otherwise) {
        return window == 0 ? otherwise : window;
    }

    /** Silence after which we ask whether it lives. */
    Duration enquireLink(Duration otherwise) {
        return enquireLinkSeconds == 0 ? otherwise : Duration.ofSeconds(enquireLinkSeconds);
    }

    /** Whether a bind may say this as its system_type. */
    boolean expects(String said) {
        return systemType.isEmpty() || systemType.equals(said);
    }

    /** All that was agreed. */
    public AccountTerms terms() {
        return new AccountTerms(
                EnumSet.allOf(BindKind.class).stream().filter(this::allows).collect(Collectors.toSet()),
                maxBinds,
                words(networks).flatMap(text -> Cidr.parse(text).stream()).toList(),
                messagesPerSecond,
                window,
                systemType,
                prefixes.all(),
                dialect(),
                Duration.ofSeconds(enquireLinkSeconds),
                Duration.ofSeconds(inactivitySeconds));
    }

    /** Lets it bind no more, and ends binds that are open. */
    public void disable() {
        enabled = false;
    }

    /** Lets it bind again, for everything. */
    void enable() {
        enabled = true;
        mode = AccountMode.OPEN;
    }

    final void agree(AccountTerms terms) {
        mayTransmit = terms.kinds().contains(BindKind.TRANSMITTER);
        mayReceive = terms.kinds().contains(BindKind.RECEIVER);
        mayTransceive = terms.kinds().contains(BindKind.TRANSCEIVER);
        maxBinds = terms.maxBinds();
        networks = terms.networks().stream().map(Cidr::toString).collect(Collectors.joining(" "));
        messagesPerSecond = terms.messagesPerSecond();
        window = terms.window();
        systemType = terms.systemType();
        prefixes = new Prefixes(terms.prefixes());
        dialect = terms.dialect().name();
        enquireLinkSeconds = (int) terms.enquireLink().toSeconds();
        inactivitySeconds = (int) terms.inactivity().toSeconds();
    }

    /** From now on it has these phones. */
    void speakFor(Prefixes phones) {
        prefixes = phones;
    }

    /** How long he is to try to bring a text to the phone; zero: as long as he does anyway. */
    Duration validity() {
        return validity;
    }

    /** From now on he is to try for so long. */
    void keepFor(Duration time) {
        validity = time;
    }

    /** A new password; the one before binds until a moment, or no more where that is past. */
    void setPassword(String hash, Instant until) {
        previousHash = passwordHash;
        previousUntil = until;
        passwordHash = hash;
    }

    void setMode(AccountMode changed) {
        mode = changed;
    }

    /** At that moment, binds opened before it end. */
    void endBindsAt(Instant moment) {
        endBindsAt = moment;
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
    }
}
