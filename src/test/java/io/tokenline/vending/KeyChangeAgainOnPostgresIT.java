package io.tokenline.vending;

import io.tokenline.Database;

class KeyChangeAgainOnPostgresIT extends KeyChangeAgainContract {

    KeyChangeAgainOnPostgresIT() {
        super(Database.postgres());
    }
}
