package io.tokenline.token;

import io.tokenline.Database;

class KeyChangeSetsOnPostgresIT extends KeyChangeSetsContract {

    KeyChangeSetsOnPostgresIT() {
        super(Database.postgres());
    }
}
