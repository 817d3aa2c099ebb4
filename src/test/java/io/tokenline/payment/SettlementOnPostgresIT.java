package io.tokenline.payment;

import io.tokenline.Database;

class SettlementOnPostgresIT extends SettlementContract {

    SettlementOnPostgresIT() {
        super(Database.postgres());
    }
}
