package io.tokenline.payment;

import io.tokenline.Database;

class ConfirmingOnH2IT extends ConfirmingContract {

    ConfirmingOnH2IT() {
        super(Database.h2());
    }
}
