package io.tokenline.token;

import io.tokenline.Database;

class TwoServersOnPostgresIT extends TwoServersContract {

    TwoServersOnPostgresIT() {
        super(Database.postgres());
    }
}
