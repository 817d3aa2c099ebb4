package io.tokenline.vending;

import io.tokenline.Database;

class VendingOnH2IT extends VendingContract {

    VendingOnH2IT() {
        super(Database.h2());
    }
}
