package io.tokenline.metering;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What holds for all meters of a supply group. */
@Entity
@Table(name = "supply_group")
class SupplyGroup {

    @Id
    private String code = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "key_change")
    private KeyChangePolicy keyChange = KeyChangePolicy.AUTO;

    /** For the persistence provider. */
    protected SupplyGroup() {}

    SupplyGroup(String code, KeyChangePolicy keyChange) {
        this.code = code;
        this.keyChange = keyChange;
    }

    KeyChangePolicy keyChange() {
        return keyChange;
    }
}
