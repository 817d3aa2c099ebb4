package io.tokenline.payment;

import io.tokenline.Database;

class UnknownOnH2IT extends UnknownContract {

    UnknownOnH2IT() {
        super(Database.h2());
    }
}
