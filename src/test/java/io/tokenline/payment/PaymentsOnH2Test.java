package io.tokenline.payment;

import io.tokenline.Database;

class PaymentsOnH2Test extends PaymentsContract {

    PaymentsOnH2Test() {
        super(Database.h2());
    }
}
