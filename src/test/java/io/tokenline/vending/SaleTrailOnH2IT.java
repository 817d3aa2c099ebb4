package io.tokenline.vending;

import io.tokenline.Database;

class SaleTrailOnH2IT extends SaleTrailContract {

    SaleTrailOnH2IT() {
        super(Database.h2());
    }
}
