package io.tokenline.vending;

import io.tokenline.Database;

class CollectingOnPostgresIT extends CollectingContract {

    CollectingOnPostgresIT() {
        super(Database.postgres());
    }
}
