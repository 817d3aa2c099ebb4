package io.tokenline.payment;

import io.tokenline.Database;

class SettlementOnH2IT extends SettlementContract {

    SettlementOnH2IT() {
        super(Database.h2());
    }
}
