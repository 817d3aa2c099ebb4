package io.tokenline.payment;

import io.tokenline.Database;

class PaymentsOnH2IT extends PaymentsContract {

    PaymentsOnH2IT() {
        super(Database.h2());
    }
}
