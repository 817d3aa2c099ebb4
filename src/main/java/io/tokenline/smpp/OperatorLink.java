package io.tokenline.smpp;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** A gateway of an operator that we bind to. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
@Table(name = "operator_link")
public class OperatorLink {

    @Id
    private String name = "";

    @Embedded
    private LinkTerms terms;

    private byte[] password = {};

    @Column(name = "outbind_password")
    private byte @Nullable [] outbindPassword;

    private boolean enabled;
    private boolean paused;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected OperatorLink() {}

    /**
     * A link that binds at once.
     *
     * @param name what every other room knows it by, see {@link #mayBeCalled}
     * @param password as sealed under {@link #label}
     */
    OperatorLink(String name, LinkTerms terms, byte[] password, Instant now) {
        if (!mayBeCalled(name)) {
            throw new IllegalArgumentException(
                    "a link's name has 1 to 15 small letters, digits, dashes or underscores");
        }
        this.name = name;
        this.terms = terms;
        this.password = password.clone();
        this.enabled = true;
        this.changedAt = now;
    }

    /** Whether a link may have this name: 1 to 15 small letters, digits, dashes or underscores. */
    public static boolean mayBeCalled(String name) {
        return name.matches("[a-z0-9][a-z0-9_-]{0,14}");
    }

    /** What a link's password is sealed under: it opens in this row only. */
    static String label(String name) {
        return "link " + name;
    }

    /** What the password is sealed under that the gateway shows: neither of the two opens as the other. */
    static String outbindLabel(String name) {
        return label(name) + " outbind"; // no name has a space
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What is agreed with the operator. */
    public LinkTerms terms() {
        return terms;
    }

    /** The password as it is kept. */
    byte[] sealedPassword() {
        return password.clone();
    }

    /** The password that the gateway shows, as it is kept; empty where it shows none. */
    byte[] sealedOutbindPassword() {
        return outbindPassword == null ? new byte[0] : outbindPassword.clone();
    }

    /** Whether it is in use at all. */
    public boolean enabled() {
        return enabled;
    }

    /** Whether somebody holds it for a while. */
    public boolean paused() {
        return paused;
    }

    /** When it was last changed. */
    Instant changedAt() {
        return changedAt;
    }

    void setTerms(LinkTerms wanted, boolean inUse, Instant now) {
        terms = wanted;
        if (!wanted.awaitsOutbind()) {
            outbindPassword = null;
        }
        enabled = inUse;
        changedAt = now;
    }

    void setPassword(byte[] sealed, Instant now) {
        password = sealed.clone();
        changedAt = now;
    }

    void setOutbindPassword(byte[] sealed, Instant now) {
        outbindPassword = sealed.clone();
        changedAt = now;
    }

    void setPaused(boolean wanted, Instant now) {
        paused = wanted;
        changedAt = now;
    }

    /** The operator as every bind knows him; nobody logs in as this one. */
    OperatorAccount operator() {
        int connections = terms.binds() * terms.mode().peers().size();
        OperatorAccount operator = new OperatorAccount(
                name, "", EnumSet.allOf(BindKind.class), connections, Dialect.named(terms.dialect()));
        operator.speakFor(terms.prefixes());
        operator.keepFor(Duration.ofMinutes(terms.validityMinutes()));
        return operator;
    }
}
