package io.tokenline.payment;

import io.tokenline.Database;

class KeptCallbacksOnH2IT extends KeptCallbacksContract {

    KeptCallbacksOnH2IT() {
        super(Database.h2());
    }
}
