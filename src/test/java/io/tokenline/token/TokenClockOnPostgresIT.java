package io.tokenline.token;

import io.tokenline.Database;

class TokenClockOnPostgresIT extends TokenClockContract {

    TokenClockOnPostgresIT() {
        super(Database.postgres());
    }
}
