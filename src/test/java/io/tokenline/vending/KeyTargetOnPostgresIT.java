package io.tokenline.vending;

import io.tokenline.Database;

class KeyTargetOnPostgresIT extends KeyTargetContract {

    KeyTargetOnPostgresIT() {
        super(Database.postgres());
    }
}
