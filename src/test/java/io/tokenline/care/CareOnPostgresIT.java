package io.tokenline.care;

import io.tokenline.Database;

class CareOnPostgresIT extends CareContract {

    CareOnPostgresIT() {
        super(Database.postgres());
    }
}
