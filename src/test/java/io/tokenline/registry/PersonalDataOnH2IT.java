package io.tokenline.registry;

import io.tokenline.Database;

class PersonalDataOnH2IT extends PersonalDataContract {

    PersonalDataOnH2IT() {
        super(Database.h2());
    }
}
