package io.tokenline.payment;

import io.tokenline.Database;

class HeldSalesOnH2IT extends HeldSalesContract {

    HeldSalesOnH2IT() {
        super(Database.h2());
    }
}
