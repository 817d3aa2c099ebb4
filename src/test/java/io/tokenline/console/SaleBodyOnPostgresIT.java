package io.tokenline.console;

import io.tokenline.Database;

class SaleBodyOnPostgresIT extends SaleBodyContract {

    SaleBodyOnPostgresIT() {
        super(Database.postgres());
    }
}
