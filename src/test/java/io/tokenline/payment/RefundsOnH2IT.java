package io.tokenline.payment;

import io.tokenline.Database;

class RefundsOnH2IT extends RefundsContract {

    RefundsOnH2IT() {
        super(Database.h2());
    }
}
