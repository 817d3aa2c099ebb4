package io.tokenline.vending;

import io.tokenline.Database;

class MoneyModelOnPostgresIT extends MoneyModelContract {

    MoneyModelOnPostgresIT() {
        super(Database.postgres());
    }
}
