package io.tokenline.token;

import io.tokenline.Database;

class TwoServersOnH2IT extends TwoServersContract {

    TwoServersOnH2IT() {
        super(Database.h2());
    }
}
