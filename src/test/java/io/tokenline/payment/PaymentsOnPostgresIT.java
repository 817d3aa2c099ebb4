package io.tokenline.payment;

import io.tokenline.Database;

class PaymentsOnPostgresIT extends PaymentsContract {

    PaymentsOnPostgresIT() {
        super(Database.postgres());
    }
}
