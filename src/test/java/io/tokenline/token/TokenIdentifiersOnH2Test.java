package io.tokenline.token;

import io.tokenline.Database;

class TokenIdentifiersOnH2Test extends TokenIdentifiersContract {

    TokenIdentifiersOnH2Test() {
        super(Database.h2());
    }
}
