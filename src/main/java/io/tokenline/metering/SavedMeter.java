package io.tokenline.metering;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** What the owner of a phone calls a meter. */
@Entity
@Table(name = "saved_meter")
public class SavedMeter {

    /** The longest nickname, in characters. */
    public static final int NICKNAME_MAX = 12;

    /** Whose, by the sealed number, and which. */
    @Embeddable
    record Key(String msisdn, @Column(name = "meter_id") long meterId) {}

    @EmbeddedId
    private Key key = new Key("", 0);

    private String nickname = "";
    private boolean hidden;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected SavedMeter() {}

    /** A meter of a phone that is known by its sealed number. */
    SavedMeter(String sealed, Meter meter, Instant now) {
        this.key = new Key(sealed, meter.id());
        this.changedAt = now;
    }

    /** The meter's row. */
    public long meterId() {
        return key.meterId();
    }

    /** Empty where it has none. */
    public String nickname() {
        return nickname;
    }

    /** Whether it is not to be offered. */
    public boolean hidden() {
        return hidden;
    }

    void name(String chosen, Instant now) {
        nickname = chosen;
        hidden = false;
        changedAt = now;
    }

    void hide(Instant now) {
        nickname = "";
        hidden = true;
        changedAt = now;
    }

    /** Whether this can be a nickname: 1 to 12 letters, digits and blanks of any language, at least one of them a letter. */
    static boolean mayBeCalled(String nickname) {
        return nickname.length() <= NICKNAME_MAX
                && nickname.matches("[\\p{L}\\p{M}\\p{N} ]*\\p{L}[\\p{L}\\p{M}\\p{N} ]*");
    }
}
