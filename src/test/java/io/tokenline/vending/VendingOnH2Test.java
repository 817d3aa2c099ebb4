package io.tokenline.vending;

import io.tokenline.Database;

class VendingOnH2Test extends VendingContract {

    VendingOnH2Test() {
        super(Database.h2());
    }
}
