package io.tokenline.sms;

import io.tokenline.Database;

class RefusalsByTextOnPostgresIT extends RefusalsByTextContract {

    RefusalsByTextOnPostgresIT() {
        super(Database.postgres());
    }
}
