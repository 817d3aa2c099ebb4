package io.tokenline.payment.floats;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Currency;

/** What an agent has paid in and not yet spent. Whoever changes it holds its row and writes an entry. */
@Entity
@Table(name = "agent_float")
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
public class AgentFloat {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "agent_float_seq")
    @SequenceGenerator(name = "agent_float_seq", allocationSize = 50)
    private long id;

    private String name = "";

    @Convert(converter = SealedNumber.class)
    private String msisdn = "";

    private String currency = "";

    @Column(name = "balance_minor")
    private long balanceMinor;

    @Column(name = "held_minor")
    private long heldMinor;

    @Column(name = "low_minor")
    private long lowMinor;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected AgentFloat() {}

    /**
     * An account with nothing in it.
     *
     * @param name of the agent, 2 to 40 characters
     * @param low below which somebody has to hear of it
     */
    AgentFloat(String name, Msisdn phone, Money low, Instant now) {
        this.name = name;
        this.msisdn = phone.digits();
        this.currency = low.currency().getCurrencyCode();
        this.lowMinor = low.minor();
        this.createdAt = now;
    }

    /** The row's number. */
    public long id() {
        return id;
    }

    /** The agent's name. */
    public String name() {
        return name;
    }

    /** The phone that he sells with. */
    public Msisdn phone() {
        return new Msisdn(msisdn);
    }

    /** What he can spend. */
    public Money balance() {
        return money(balanceMinor);
    }

    /** What waits for its token. */
    public Money held() {
        return money(heldMinor);
    }

    /** Below which somebody has to hear of it. */
    public Money low() {
        return money(lowMinor);
    }

    /** Whether somebody has to hear of it. */
    public boolean isLow() {
        return balanceMinor < lowMinor;
    }

    private Money money(long minor) {
        return new Money(minor, Currency.getInstance(currency));
    }

    boolean covers(long minor) {
        return balanceMinor >= minor;
    }

    /** Books an entry's changes. */
    void change(long balance, long held) {
        if (balanceMinor + balance < 0 || heldMinor + held < 0) {
            throw new IllegalStateException("a float cannot fall below zero");
        }
        balanceMinor = Math.addExact(balanceMinor, balance);
        heldMinor = Math.addExact(heldMinor, held);
    }
}
