package io.tokenline.books;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** Money that went back by a wallet's statement: written once. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
@Table(name = "statement_return")
class ReturnRow {

    /** Whose, and which. */
    @Embeddable
    record Key(String provider, String receipt) implements Serializable {}

    @EmbeddedId
    private Key key = new Key("", "");

    @Column(name = "file_id")
    private long fileId;

    @Column(name = "line_no")
    private int lineNo;

    private String original = "";
    private String reference = "";
    private String currency = "";

    @Column(name = "amount_minor")
    private long amountMinor;

    private Instant at = Instant.EPOCH;

    /** For the persistence provider. */
    protected ReturnRow() {}

    ReturnRow(Key key, long fileId, int lineNo, ReturnedLine line) {
        this.key = key;
        this.fileId = fileId;
        this.lineNo = lineNo;
        this.original = line.original();
        this.reference = BillReference.kept(line.reference());
        this.currency = line.amount().currency().getCurrencyCode();
        this.amountMinor = line.amount().minor();
        this.at = line.at();
    }

    /** Whether a line says the same of the money. */
    boolean agrees(ReturnedLine line) {
        return amountMinor == line.amount().minor()
                && currency.equals(line.amount().currency().getCurrencyCode());
    }
}
