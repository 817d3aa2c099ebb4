package io.tokenline.token;

import io.tokenline.Database;

class KeptTokensOnPostgresIT extends KeptTokensContract {

    KeptTokensOnPostgresIT() {
        super(Database.postgres());
    }
}
