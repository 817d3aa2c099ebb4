package io.tokenline.sms;

import io.tokenline.Database;

class OrderAgainOnH2IT extends OrderAgainContract {

    OrderAgainOnH2IT() {
        super(Database.h2());
    }
}
