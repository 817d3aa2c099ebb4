package io.tokenline.vending;

import io.tokenline.Database;

class EngineeringDecisionOnPostgresIT extends EngineeringDecisionContract {

    EngineeringDecisionOnPostgresIT() {
        super(Database.postgres());
    }
}
