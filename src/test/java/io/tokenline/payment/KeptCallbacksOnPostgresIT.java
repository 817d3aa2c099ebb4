package io.tokenline.payment;

import io.tokenline.Database;

class KeptCallbacksOnPostgresIT extends KeptCallbacksContract {

    KeptCallbacksOnPostgresIT() {
        super(Database.postgres());
    }
}
