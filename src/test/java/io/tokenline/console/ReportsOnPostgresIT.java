package io.tokenline.console;

import io.tokenline.Database;

class ReportsOnPostgresIT extends ReportsContract {

    ReportsOnPostgresIT() {
        super(Database.postgres());
    }
}
