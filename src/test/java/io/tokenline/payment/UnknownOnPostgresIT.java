package io.tokenline.payment;

import io.tokenline.Database;

class UnknownOnPostgresIT extends UnknownContract {

    UnknownOnPostgresIT() {
        super(Database.postgres());
    }
}
