package io.tokenline.ussd;

import io.tokenline.Database;

class OwnScreensOnH2IT extends OwnScreensContract {

    OwnScreensOnH2IT() {
        super(Database.h2());
    }
}
