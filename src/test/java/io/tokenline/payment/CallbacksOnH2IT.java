package io.tokenline.payment;

import io.tokenline.Database;

class CallbacksOnH2IT extends CallbacksContract {

    CallbacksOnH2IT() {
        super(Database.h2());
    }
}
