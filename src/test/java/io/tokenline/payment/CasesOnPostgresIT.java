package io.tokenline.payment;

import io.tokenline.Database;

class CasesOnPostgresIT extends CasesContract {

    CasesOnPostgresIT() {
        super(Database.postgres());
    }
}
