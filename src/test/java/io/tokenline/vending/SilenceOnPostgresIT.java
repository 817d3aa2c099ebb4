package io.tokenline.vending;

import io.tokenline.Database;

class SilenceOnPostgresIT extends SilenceContract {

    SilenceOnPostgresIT() {
        super(Database.postgres());
    }
}
