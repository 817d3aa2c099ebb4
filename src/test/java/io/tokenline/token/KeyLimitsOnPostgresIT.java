package io.tokenline.token;

import io.tokenline.Database;

class KeyLimitsOnPostgresIT extends KeyLimitsContract {

    KeyLimitsOnPostgresIT() {
        super(Database.postgres());
    }
}
