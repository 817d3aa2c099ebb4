package io.tokenline.vending;

import io.tokenline.Database;

class SumCheckOnPostgresIT extends SumCheckContract {

    SumCheckOnPostgresIT() {
        super(Database.postgres());
    }
}
