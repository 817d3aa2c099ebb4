package io.tokenline.delivery;

import io.tokenline.Database;

class OutboxOnH2IT extends OutboxContract {

    OutboxOnH2IT() {
        super(Database.h2());
    }
}
