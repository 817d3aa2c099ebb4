package io.tokenline.ussd;

import io.tokenline.Database;

class PricesOnPostgresIT extends PricesContract {

    PricesOnPostgresIT() {
        super(Database.postgres());
    }
}
