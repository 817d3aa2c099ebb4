package io.tokenline.vending;

import io.tokenline.Database;

class SilenceOnH2IT extends SilenceContract {

    SilenceOnH2IT() {
        super(Database.h2());
    }
}
