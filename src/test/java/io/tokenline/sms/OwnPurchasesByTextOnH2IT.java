package io.tokenline.sms;

import io.tokenline.Database;

class OwnPurchasesByTextOnH2IT extends OwnPurchasesByTextContract {

    OwnPurchasesByTextOnH2IT() {
        super(Database.h2());
    }
}
