package io.tokenline.sandbox;

import io.tokenline.Database;

class VirtualMetersOnPostgresIT extends VirtualMetersContract {

    VirtualMetersOnPostgresIT() {
        super(Database.postgres());
    }
}
