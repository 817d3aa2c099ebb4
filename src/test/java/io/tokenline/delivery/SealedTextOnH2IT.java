package io.tokenline.delivery;

import io.tokenline.Database;

class SealedTextOnH2IT extends SealedTextContract {

    SealedTextOnH2IT() {
        super(Database.h2());
    }
}
