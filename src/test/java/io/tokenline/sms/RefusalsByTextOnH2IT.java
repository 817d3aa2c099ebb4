package io.tokenline.sms;

import io.tokenline.Database;

class RefusalsByTextOnH2IT extends RefusalsByTextContract {

    RefusalsByTextOnH2IT() {
        super(Database.h2());
    }
}
