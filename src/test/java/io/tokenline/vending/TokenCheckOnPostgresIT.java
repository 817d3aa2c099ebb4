package io.tokenline.vending;

import io.tokenline.Database;

class TokenCheckOnPostgresIT extends TokenCheckContract {

    TokenCheckOnPostgresIT() {
        super(Database.postgres());
    }
}
