package io.tokenline.vending;

import io.tokenline.Database;

class EngineeringOnPostgresIT extends EngineeringContract {

    EngineeringOnPostgresIT() {
        super(Database.postgres());
    }
}
