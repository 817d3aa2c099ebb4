package io.tokenline.registry;

import io.tokenline.Database;

class PersonalDataOnPostgresIT extends PersonalDataContract {

    PersonalDataOnPostgresIT() {
        super(Database.postgres());
    }
}
