package io.tokenline.sandbox;

import io.tokenline.Database;

class VirtualMetersOnH2IT extends VirtualMetersContract {

    VirtualMetersOnH2IT() {
        super(Database.h2());
    }
}
