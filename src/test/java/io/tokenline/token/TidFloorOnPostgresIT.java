package io.tokenline.token;

import io.tokenline.Database;

class TidFloorOnPostgresIT extends TidFloorContract {

    TidFloorOnPostgresIT() {
        super(Database.postgres());
    }
}
