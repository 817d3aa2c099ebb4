package io.tokenline.payment;

import io.tokenline.Database;

class CallbacksOnH2Test extends CallbacksContract {

    CallbacksOnH2Test() {
        super(Database.h2());
    }
}
