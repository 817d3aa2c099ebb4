package io.tokenline.vault;

import io.tokenline.Database;

class KeyCustodyOnPostgresIT extends KeyCustodyContract {

    KeyCustodyOnPostgresIT() {
        super(Database.postgres());
    }
}
