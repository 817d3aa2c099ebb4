package io.tokenline.tariff.book;

import io.tokenline.Database;

class TariffBookOnPostgresIT extends TariffBookContract {

    TariffBookOnPostgresIT() {
        super(Database.postgres());
    }
}
