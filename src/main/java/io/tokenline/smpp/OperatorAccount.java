package io.tokenline.smpp;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;

/** An operator who may bind to us. */
@Entity
@Table(name = "operator_account")
public class OperatorAccount {

    @Id
    @Column(name = "system_id")
    private String systemId = "";

    @Column(name = "password_hash")
    private String passwordHash = "";

    private boolean enabled;

    @Column(name = "may_transmit")
    private boolean mayTransmit;

    @Column(name = "may_receive")
    private boolean mayReceive;

    @Column(name = "may_transceive")
    private boolean mayTransceive;

    @Column(name = "max_binds")
    private int maxBinds;

    private String dialect = "";

    /** For the persistence provider. */
    protected OperatorAccount() {}

    /**
     * An account that may bind.
     *
     * @param systemId 1 to 15 ASCII characters
     * @param passwordHash see {@link io.tokenline.PasswordHash}
     * @param kinds what it may bind for
     * @param maxBinds how often at once
     */
    public OperatorAccount(String systemId, String passwordHash, Set<BindKind> kinds, int maxBinds, Dialect dialect) {
        if (!systemId.matches("[\\x21-\\x7E]{1,15}") || maxBinds < 1) {
            throw new IllegalArgumentException(
                    "a system_id has 1 to 15 ASCII characters, an account at least one bind");
        }
        this.systemId = systemId;
        this.passwordHash = passwordHash;
        this.enabled = true;
        this.mayTransmit = kinds.contains(BindKind.TRANSMITTER);
        this.mayReceive = kinds.contains(BindKind.RECEIVER);
        this.mayTransceive = kinds.contains(BindKind.TRANSCEIVER);
        this.maxBinds = maxBinds;
        this.dialect = dialect.name();
    }

    /** The name it binds with, and that every other room knows it by. */
    public String systemId() {
        return systemId;
    }

    /** What is stored of its password. */
    String passwordHash() {
        return passwordHash;
    }

    /** Whether it may bind at all. */
    public boolean enabled() {
        return enabled;
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

    /** Lets it bind no more; binds that are open stay. */
    public void disable() {
        enabled = false;
    }
}
