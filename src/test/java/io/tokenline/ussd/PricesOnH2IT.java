package io.tokenline.ussd;

import io.tokenline.Database;

class PricesOnH2IT extends PricesContract {

    PricesOnH2IT() {
        super(Database.h2());
    }
}
