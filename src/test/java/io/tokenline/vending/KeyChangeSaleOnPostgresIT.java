package io.tokenline.vending;

import io.tokenline.Database;

class KeyChangeSaleOnPostgresIT extends KeyChangeSaleContract {

    KeyChangeSaleOnPostgresIT() {
        super(Database.postgres());
    }
}
