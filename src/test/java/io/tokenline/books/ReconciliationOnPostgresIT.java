package io.tokenline.books;

import io.tokenline.Database;

class ReconciliationOnPostgresIT extends ReconciliationContract {

    ReconciliationOnPostgresIT() {
        super(Database.postgres());
    }
}
