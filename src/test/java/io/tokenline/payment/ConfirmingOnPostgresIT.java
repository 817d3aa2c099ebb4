package io.tokenline.payment;

import io.tokenline.Database;

class ConfirmingOnPostgresIT extends ConfirmingContract {

    ConfirmingOnPostgresIT() {
        super(Database.postgres());
    }
}
