package io.tokenline.vending;

import io.tokenline.Database;

class UnfinishedOnPostgresIT extends UnfinishedContract {

    UnfinishedOnPostgresIT() {
        super(Database.postgres());
    }
}
