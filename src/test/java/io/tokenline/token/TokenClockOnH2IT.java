package io.tokenline.token;

import io.tokenline.Database;

class TokenClockOnH2IT extends TokenClockContract {

    TokenClockOnH2IT() {
        super(Database.h2());
    }
}
