package io.tokenline.books;

import io.tokenline.Database;

class ReconciliationOnH2IT extends ReconciliationContract {

    ReconciliationOnH2IT() {
        super(Database.h2());
    }
}
