package io.tokenline.vending;

import io.tokenline.Database;

class LookUpsOnPostgresIT extends LookUpsContract {

    LookUpsOnPostgresIT() {
        super(Database.postgres());
    }
}
