package io.tokenline.console;

import io.tokenline.Database;

class ReportsOnH2IT extends ReportsContract {

    ReportsOnH2IT() {
        super(Database.h2());
    }
}
