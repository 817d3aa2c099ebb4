package io.tokenline.vending;

import io.tokenline.Database;

class TokenCheckOnH2IT extends TokenCheckContract {

    TokenCheckOnH2IT() {
        super(Database.h2());
    }
}
