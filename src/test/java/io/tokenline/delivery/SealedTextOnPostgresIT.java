package io.tokenline.delivery;

import io.tokenline.Database;

class SealedTextOnPostgresIT extends SealedTextContract {

    SealedTextOnPostgresIT() {
        super(Database.postgres());
    }
}
