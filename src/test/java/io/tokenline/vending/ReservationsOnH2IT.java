package io.tokenline.vending;

import io.tokenline.Database;

class ReservationsOnH2IT extends ReservationsContract {

    ReservationsOnH2IT() {
        super(Database.h2());
    }
}
