package io.tokenline.token;

import io.tokenline.Database;

class TokenIdentifiersOnPostgresIT extends TokenIdentifiersContract {

    TokenIdentifiersOnPostgresIT() {
        super(Database.postgres());
    }
}
