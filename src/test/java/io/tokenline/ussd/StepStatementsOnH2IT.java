package io.tokenline.ussd;

import io.tokenline.Database;

class StepStatementsOnH2IT extends StepStatementsContract {

    StepStatementsOnH2IT() {
        super(Database.h2());
    }
}
