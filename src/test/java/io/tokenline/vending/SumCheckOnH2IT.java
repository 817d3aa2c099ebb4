package io.tokenline.vending;

import io.tokenline.Database;

class SumCheckOnH2IT extends SumCheckContract {

    SumCheckOnH2IT() {
        super(Database.h2());
    }
}
