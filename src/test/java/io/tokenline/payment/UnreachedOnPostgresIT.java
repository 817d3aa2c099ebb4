package io.tokenline.payment;

import io.tokenline.Database;

class UnreachedOnPostgresIT extends UnreachedContract {

    UnreachedOnPostgresIT() {
        super(Database.postgres());
    }
}
