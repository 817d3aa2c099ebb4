package io.tokenline.vending;

import io.tokenline.Database;

class CollectingOnH2Test extends CollectingContract {

    CollectingOnH2Test() {
        super(Database.h2());
    }
}
