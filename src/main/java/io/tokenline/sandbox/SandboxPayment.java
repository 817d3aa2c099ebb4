package io.tokenline.sandbox;

import io.tokenline.Money;
import io.tokenline.payment.Wallet;
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A payment as the sandbox's wallet sees it: asked, decided, told. */
@Entity
@Table(name = "sandbox_payment")
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
class SandboxPayment {

    /** What the customer, or the wallet in his stead, decided. */
    enum Decision {
        APPROVED,
        DECLINED,
        CANCELLED
    }

    private static final long SHORT_BY_MINOR = 1_000;

    @Id
    private String id = "";

    @Column(name = "sale_reference")
    private String saleReference = "";

    @Convert(converter = SealedNumber.class)
    private String msisdn = "";

    private String currency = "";

    @Column(name = "amount_minor")
    private long amountMinor;

    @Enumerated(EnumType.STRING)
    private WalletMode.Behaviour behaviour = WalletMode.Behaviour.APPROVE;

    @Column(name = "answer_at")
    private @Nullable Instant answerAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Decision decision;

    @Column(name = "received_minor")
    private long receivedMinor;

    @Column(name = "told_at")
    private @Nullable Instant toldAt;

    @Column(name = "refund_id")
    private @Nullable String refundId;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected SandboxPayment() {}

    SandboxPayment(Wallet.Request request, WalletMode mode, Duration customersTime, Instant now) {
        this.id = request.id();
        this.saleReference = request.saleReference();
        this.msisdn = request.payer().digits();
        this.currency = request.amount().currency().getCurrencyCode();
        this.amountMinor = request.amount().minor();
        this.behaviour = mode.behaviour();
        this.createdAt = now;
        this.answerAt = switch (mode.behaviour()) {
            case APPROVE, DECLINE, DUPLICATE, SHORT -> now.plus(mode.delay());
            case LATE -> now.plus(customersTime).plus(mode.delay());
            case PROMPT, SILENT -> null;
        };
    }

    String id() {
        return id;
    }

    String saleReference() {
        return saleReference;
    }

    @Nullable
    Decision decision() {
        return decision;
    }

    Money amount() {
        return new Money(amountMinor, Currency.getInstance(currency));
    }

    Money received() {
        return new Money(receivedMinor, Currency.getInstance(currency));
    }

    boolean tellsTwice() {
        return behaviour == WalletMode.Behaviour.DUPLICATE;
    }

    /** Decides as its behaviour says; what was decided once stays decided. */
    void decide() {
        if (decision == null) {
            decide(behaviour == WalletMode.Behaviour.DECLINE ? Decision.DECLINED : Decision.APPROVED);
        }
    }

    /** The customer decides at the prompt. */
    void answer(Decision customers, Instant now) {
        if (decision == null) {
            decide(customers);
            answerAt = now;
        }
    }

    private void decide(Decision made) {
        decision = made;
        if (made == Decision.APPROVED) {
            receivedMinor =
                    behaviour == WalletMode.Behaviour.SHORT ? Math.max(1, amountMinor - SHORT_BY_MINOR) : amountMinor;
        }
    }

    /** Gives the money back, once; whether it is back by this refund. */
    boolean giveBack(String refund) {
        if (refundId == null && receivedMinor > 0) {
            refundId = refund;
        }
        return isGivenBackBy(refund);
    }

    boolean isGivenBackBy(String refund) {
        return refund.equals(refundId);
    }

    void told(Instant now) {
        toldAt = now;
    }
}
