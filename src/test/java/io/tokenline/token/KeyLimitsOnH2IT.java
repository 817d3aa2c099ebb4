package io.tokenline.token;

import io.tokenline.Database;

class KeyLimitsOnH2IT extends KeyLimitsContract {

    KeyLimitsOnH2IT() {
        super(Database.h2());
    }
}
