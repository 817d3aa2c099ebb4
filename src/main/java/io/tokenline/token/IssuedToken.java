package io.tokenline.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A token as it is kept: its digits encrypted, an index to find it by them. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by people only
@Table(name = "issued_token")
class IssuedToken {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "issued_token_seq")
    @SequenceGenerator(name = "issued_token_seq", allocationSize = 50)
    private long id;

    private String owner = "";
    private int position;

    @Column(name = "token_class")
    private int tokenClass;

    @Column(name = "sub_class")
    private int subClass;

    private String pan = "";
    private @Nullable Integer tid;

    @Column(name = "units_tenths")
    private long unitsTenths;

    private byte[] digits = {};

    @Column(name = "token_index")
    private String tokenIndex = "";

    @Column(name = "issued_at")
    private Instant issuedAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected IssuedToken() {}

    /** A token whose digits are sealed under {@link #label}. */
    IssuedToken(
            String owner,
            int position,
            int tokenClass,
            int subClass,
            String pan,
            OptionalInt tid,
            long unitsTenths,
            byte[] sealedDigits,
            String tokenIndex,
            Instant issuedAt) {
        this.owner = owner;
        this.position = position;
        this.tokenClass = tokenClass;
        this.subClass = subClass;
        this.pan = pan;
        this.tid = tid.isPresent() ? tid.getAsInt() : null;
        this.unitsTenths = unitsTenths;
        this.digits = sealedDigits.clone();
        this.tokenIndex = tokenIndex;
        this.issuedAt = issuedAt;
    }

    /** What the digits are sealed under: they open in this row only. */
    static String label(String owner, int position) {
        return "token " + owner + " " + position;
    }

    String label() {
        return label(owner, position);
    }

    String owner() {
        return owner;
    }

    String pan() {
        return pan;
    }

    MadeToken.Kind kind() {
        return MadeToken.Kind.of(tokenClass, subClass);
    }

    long unitsTenths() {
        return unitsTenths;
    }

    byte[] sealedDigits() {
        return digits.clone();
    }

    Instant issuedAt() {
        return issuedAt;
    }
}
