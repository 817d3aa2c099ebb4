package io.tokenline.token;

import io.tokenline.Database;

class KeyTimesOnH2IT extends KeyTimesContract {

    KeyTimesOnH2IT() {
        super(Database.h2());
    }
}
