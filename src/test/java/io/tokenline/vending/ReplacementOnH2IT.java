package io.tokenline.vending;

import io.tokenline.Database;

class ReplacementOnH2IT extends ReplacementContract {

    ReplacementOnH2IT() {
        super(Database.h2());
    }
}
