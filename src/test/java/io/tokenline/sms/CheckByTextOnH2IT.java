package io.tokenline.sms;

import io.tokenline.Database;

class CheckByTextOnH2IT extends CheckByTextContract {

    CheckByTextOnH2IT() {
        super(Database.h2());
    }
}
