package io.tokenline.vending;

import io.tokenline.Database;

class KeyTargetOnH2IT extends KeyTargetContract {

    KeyTargetOnH2IT() {
        super(Database.h2());
    }
}
