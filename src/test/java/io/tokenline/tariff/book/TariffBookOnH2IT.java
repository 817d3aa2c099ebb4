package io.tokenline.tariff.book;

import io.tokenline.Database;

class TariffBookOnH2IT extends TariffBookContract {

    TariffBookOnH2IT() {
        super(Database.h2());
    }
}
