package io.tokenline.payment;

import io.tokenline.Database;

class RefundsOnPostgresIT extends RefundsContract {

    RefundsOnPostgresIT() {
        super(Database.postgres());
    }
}
