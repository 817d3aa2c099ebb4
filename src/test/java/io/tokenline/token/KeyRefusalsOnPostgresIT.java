package io.tokenline.token;

import io.tokenline.Database;

class KeyRefusalsOnPostgresIT extends KeyRefusalsContract {

    KeyRefusalsOnPostgresIT() {
        super(Database.postgres());
    }
}
