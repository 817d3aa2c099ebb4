package io.tokenline.ussd;

import io.tokenline.Database;

class StepStatementsOnPostgresIT extends StepStatementsContract {

    StepStatementsOnPostgresIT() {
        super(Database.postgres());
    }
}
