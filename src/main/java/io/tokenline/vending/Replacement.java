package io.tokenline.vending;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The meter that an engineering request is to put in the place of its own. */
@Entity
@Table(name = "meter_replacement")
class Replacement {

    @Id
    private String reference = "";

    private String pan = "";

    @Column(name = "supply_group_code")
    private String supplyGroupCode = "";

    @Column(name = "tariff_index")
    private int tariffIndex;

    @Column(name = "key_revision")
    private int keyRevision;

    @Column(name = "key_type")
    private int keyType;

    private int algorithm;
    private int dkga;

    @Column(name = "base_date")
    private String baseDate = "";

    /** For the persistence provider. */
    protected Replacement() {}

    Replacement(String reference, MeterKeyParameters key) {
        this.reference = reference;
        this.pan = key.pan().digits();
        this.supplyGroupCode = key.sgc().digits();
        this.tariffIndex = key.ti().number();
        this.keyRevision = key.krn().number();
        this.keyType = key.kt().code();
        this.algorithm = key.ea().code();
        this.dkga = key.dkga().code();
        this.baseDate = key.baseDate().code();
    }

    /** Number and key parameters of the new meter. */
    MeterKeyParameters key() {
        return new MeterKeyParameters(
                new MeterPan(pan),
                EncryptionAlgorithm.ofCode(algorithm),
                Dkga.ofCode(dkga),
                BaseDate.ofCode(baseDate),
                new SupplyGroupCode(supplyGroupCode),
                new TariffIndex(tariffIndex),
                new KeyRevision(keyRevision),
                KeyType.ofCode(keyType));
    }
}
