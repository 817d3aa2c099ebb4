package io.tokenline.payment;

import io.tokenline.Database;

class UnreachedOnH2IT extends UnreachedContract {

    UnreachedOnH2IT() {
        super(Database.h2());
    }
}
