package io.tokenline.metering;

import io.tokenline.Database;

class MeterAccountsOnPostgresIT extends MeterAccountsContract {

    MeterAccountsOnPostgresIT() {
        super(Database.postgres());
    }
}
