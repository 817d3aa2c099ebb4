package io.tokenline.vending;

import io.tokenline.Database;

class KeyChangeAgainOnH2IT extends KeyChangeAgainContract {

    KeyChangeAgainOnH2IT() {
        super(Database.h2());
    }
}
