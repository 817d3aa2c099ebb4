package io.tokenline.delivery;

import io.tokenline.Database;

class OutboxOnH2Test extends OutboxContract {

    OutboxOnH2Test() {
        super(Database.h2());
    }
}
