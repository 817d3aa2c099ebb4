package io.tokenline.vending;

import io.tokenline.Database;

class LookUpsOnH2IT extends LookUpsContract {

    LookUpsOnH2IT() {
        super(Database.h2());
    }
}
