package io.tokenline.vending;

import io.tokenline.Database;

class VendingOnPostgresIT extends VendingContract {

    VendingOnPostgresIT() {
        super(Database.postgres());
    }
}
