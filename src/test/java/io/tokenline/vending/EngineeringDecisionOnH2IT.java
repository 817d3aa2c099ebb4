package io.tokenline.vending;

import io.tokenline.Database;

class EngineeringDecisionOnH2IT extends EngineeringDecisionContract {

    EngineeringDecisionOnH2IT() {
        super(Database.h2());
    }
}
