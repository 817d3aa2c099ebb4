package io.tokenline.delivery;

import io.tokenline.Database;

class OutboxOnPostgresIT extends OutboxContract {

    OutboxOnPostgresIT() {
        super(Database.postgres());
    }
}
