package io.tokenline.registry;

import io.tokenline.Database;

class ImportOnPostgresIT extends ImportContract {

    ImportOnPostgresIT() {
        super(Database.postgres());
    }
}
