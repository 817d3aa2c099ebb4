package io.tokenline.vending;

import io.tokenline.Database;

class KeyChangeSaleOnH2IT extends KeyChangeSaleContract {

    KeyChangeSaleOnH2IT() {
        super(Database.h2());
    }
}
