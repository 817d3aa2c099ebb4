package io.tokenline.token;

import io.tokenline.Database;

class TidFloorOnH2IT extends TidFloorContract {

    TidFloorOnH2IT() {
        super(Database.h2());
    }
}
