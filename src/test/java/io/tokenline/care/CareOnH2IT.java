package io.tokenline.care;

import io.tokenline.Database;

class CareOnH2IT extends CareContract {

    CareOnH2IT() {
        super(Database.h2());
    }
}
