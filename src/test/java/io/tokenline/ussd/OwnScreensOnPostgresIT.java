package io.tokenline.ussd;

import io.tokenline.Database;

class OwnScreensOnPostgresIT extends OwnScreensContract {

    OwnScreensOnPostgresIT() {
        super(Database.postgres());
    }
}
