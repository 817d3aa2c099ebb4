package io.tokenline.payment;

import io.tokenline.Database;

class HeldSalesOnPostgresIT extends HeldSalesContract {

    HeldSalesOnPostgresIT() {
        super(Database.postgres());
    }
}
