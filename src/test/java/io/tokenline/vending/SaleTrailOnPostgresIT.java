package io.tokenline.vending;

import io.tokenline.Database;

class SaleTrailOnPostgresIT extends SaleTrailContract {

    SaleTrailOnPostgresIT() {
        super(Database.postgres());
    }
}
