package io.tokenline.payment;

import io.tokenline.Database;

class CasesOnH2IT extends CasesContract {

    CasesOnH2IT() {
        super(Database.h2());
    }
}
