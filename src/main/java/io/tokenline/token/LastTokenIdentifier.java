package io.tokenline.token;

import io.tokenline.token.sts.TokenIdentifier;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** The last TID that a meter was given under a base date; locked while the next one is taken. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
@Table(name = "token_identifier")
class LastTokenIdentifier {

    /**
     * Whose TIDs.
     *
     * @param pan the MeterPAN
     * @param baseDate its code
     */
    @Embeddable
    record Owner(String pan, @Column(name = "base_date") String baseDate) implements Serializable {}

    @EmbeddedId
    private Owner owner = new Owner("", "");

    @Column(name = "last_tid")
    private int lastTid;

    /** For the persistence provider. */
    protected LastTokenIdentifier() {}

    LastTokenIdentifier(Owner owner, TokenIdentifier first) {
        this.owner = owner;
        this.lastTid = first.minutes();
    }

    int lastTid() {
        return lastTid;
    }

    void moveTo(TokenIdentifier next) {
        if (next.minutes() <= lastTid) {
            throw new IllegalStateException("a TID never goes back");
        }
        lastTid = next.minutes();
    }
}
