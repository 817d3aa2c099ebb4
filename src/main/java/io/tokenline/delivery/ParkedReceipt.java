package io.tokenline.delivery;

import io.tokenline.Msisdn;
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receipt under one of its ids, for a part that nobody has written down yet. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
@Table(name = "parked_receipt")
class ParkedReceipt {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "parked_receipt_seq")
    @SequenceGenerator(name = "parked_receipt_seq", allocationSize = 50)
    private long id;

    private String link = "";

    @Column(name = "operator_id")
    private String operatorId = "";

    @Convert(converter = SealedNumber.class)
    private @Nullable String msisdn;

    @Enumerated(EnumType.STRING)
    private Receipt.Outcome outcome = Receipt.Outcome.DELIVERED;

    @Column(name = "came_at")
    private Instant cameAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected ParkedReceipt() {}

    ParkedReceipt(Receipt receipt, String operatorId, Instant now) {
        this.link = receipt.link();
        this.operatorId = operatorId;
        this.msisdn = receipt.phone().map(Msisdn::digits).orElse(null);
        this.outcome = receipt.outcome();
        this.cameAt = now;
    }

    long id() {
        return id;
    }

    Receipt receipt() {
        return new Receipt(
                link, List.of(operatorId), Optional.ofNullable(msisdn).map(Msisdn::new), outcome);
    }
}
