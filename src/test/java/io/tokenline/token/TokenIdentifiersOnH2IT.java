package io.tokenline.token;

import io.tokenline.Database;

class TokenIdentifiersOnH2IT extends TokenIdentifiersContract {

    TokenIdentifiersOnH2IT() {
        super(Database.h2());
    }
}
