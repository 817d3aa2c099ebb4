package io.tokenline.books;

import io.tokenline.payment.StatementLine;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A line of a wallet's statement: written once. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
@Table(name = "statement_line")
class StatementRow {

    /**
     * Whose, and which.
     *
     * @param occurrence 0, or how often the same statement had the same receipt before
     */
    @Embeddable
    record Key(String provider, String receipt, int occurrence) implements Serializable {}

    @EmbeddedId
    private Key key = new Key("", "", 0);

    @Column(name = "file_id")
    private long fileId;

    @Column(name = "line_no")
    private int lineNo;

    private String reference = "";
    private String currency = "";

    @Column(name = "amount_minor")
    private long amountMinor;

    private Instant at = Instant.EPOCH;

    /** For the persistence provider. */
    protected StatementRow() {}

    StatementRow(Key key, long fileId, int lineNo, StatementLine line) {
        this.key = key;
        this.fileId = fileId;
        this.lineNo = lineNo;
        this.reference = BillReference.kept(line.reference());
        this.currency = line.amount().currency().getCurrencyCode();
        this.amountMinor = line.amount().minor();
        this.at = line.at();
    }

    Key key() {
        return key;
    }

    /** Whether a line says the same of the money. */
    boolean agrees(StatementLine line) {
        return amountMinor == line.amount().minor()
                && currency.equals(line.amount().currency().getCurrencyCode());
    }
}
