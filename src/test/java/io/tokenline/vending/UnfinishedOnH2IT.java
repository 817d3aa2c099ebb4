package io.tokenline.vending;

import io.tokenline.Database;

class UnfinishedOnH2IT extends UnfinishedContract {

    UnfinishedOnH2IT() {
        super(Database.h2());
    }
}
