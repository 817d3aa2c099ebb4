package io.tokenline.smpp;

import io.tokenline.Database;

class LinksOnPostgresIT extends LinksContract {

    LinksOnPostgresIT() {
        super(Database.postgres());
    }
}
