package io.tokenline.sms;

import io.tokenline.Database;

class CheckByTextOnPostgresIT extends CheckByTextContract {

    CheckByTextOnPostgresIT() {
        super(Database.postgres());
    }
}
