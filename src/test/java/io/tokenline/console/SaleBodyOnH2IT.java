package io.tokenline.console;

import io.tokenline.Database;

class SaleBodyOnH2IT extends SaleBodyContract {

    SaleBodyOnH2IT() {
        super(Database.h2());
    }
}
