package io.tokenline.sms;

import io.tokenline.Database;

class OrderAgainOnPostgresIT extends OrderAgainContract {

    OrderAgainOnPostgresIT() {
        super(Database.postgres());
    }
}
