package io.tokenline.console;

import io.tokenline.Database;

class PeopleOnPostgresIT extends PeopleContract {

    PeopleOnPostgresIT() {
        super(Database.postgres());
    }
}
