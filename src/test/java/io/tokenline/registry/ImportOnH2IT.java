package io.tokenline.registry;

import io.tokenline.Database;

class ImportOnH2IT extends ImportContract {

    ImportOnH2IT() {
        super(Database.h2());
    }
}
