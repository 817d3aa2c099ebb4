package io.tokenline.vending;

import io.tokenline.Database;

class MoneyModelOnH2IT extends MoneyModelContract {

    MoneyModelOnH2IT() {
        super(Database.h2());
    }
}
