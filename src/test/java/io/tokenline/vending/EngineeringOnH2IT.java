package io.tokenline.vending;

import io.tokenline.Database;

class EngineeringOnH2IT extends EngineeringContract {

    EngineeringOnH2IT() {
        super(Database.h2());
    }
}
