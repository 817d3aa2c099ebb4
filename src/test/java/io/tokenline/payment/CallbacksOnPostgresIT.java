package io.tokenline.payment;

import io.tokenline.Database;

class CallbacksOnPostgresIT extends CallbacksContract {

    CallbacksOnPostgresIT() {
        super(Database.postgres());
    }
}
