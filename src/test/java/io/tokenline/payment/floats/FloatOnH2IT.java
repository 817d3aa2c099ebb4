package io.tokenline.payment.floats;

import io.tokenline.Database;

class FloatOnH2IT extends FloatContract {

    FloatOnH2IT() {
        super(Database.h2());
    }
}
