package io.tokenline.token;

import io.tokenline.Database;

class KeyTimesOnPostgresIT extends KeyTimesContract {

    KeyTimesOnPostgresIT() {
        super(Database.postgres());
    }
}
