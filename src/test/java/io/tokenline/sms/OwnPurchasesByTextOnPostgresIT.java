package io.tokenline.sms;

import io.tokenline.Database;

class OwnPurchasesByTextOnPostgresIT extends OwnPurchasesByTextContract {

    OwnPurchasesByTextOnPostgresIT() {
        super(Database.postgres());
    }
}
