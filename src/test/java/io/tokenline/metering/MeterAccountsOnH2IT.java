package io.tokenline.metering;

import io.tokenline.Database;

class MeterAccountsOnH2IT extends MeterAccountsContract {

    MeterAccountsOnH2IT() {
        super(Database.h2());
    }
}
