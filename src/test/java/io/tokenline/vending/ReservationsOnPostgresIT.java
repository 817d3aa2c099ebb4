package io.tokenline.vending;

import io.tokenline.Database;

class ReservationsOnPostgresIT extends ReservationsContract {

    ReservationsOnPostgresIT() {
        super(Database.postgres());
    }
}
