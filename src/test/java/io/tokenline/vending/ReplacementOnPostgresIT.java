package io.tokenline.vending;

import io.tokenline.Database;

class ReplacementOnPostgresIT extends ReplacementContract {

    ReplacementOnPostgresIT() {
        super(Database.postgres());
    }
}
