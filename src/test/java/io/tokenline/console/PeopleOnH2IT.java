package io.tokenline.console;

import io.tokenline.Database;

class PeopleOnH2IT extends PeopleContract {

    PeopleOnH2IT() {
        super(Database.h2());
    }
}
