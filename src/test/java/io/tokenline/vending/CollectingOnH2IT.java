package io.tokenline.vending;

import io.tokenline.Database;

class CollectingOnH2IT extends CollectingContract {

    CollectingOnH2IT() {
        super(Database.h2());
    }
}
