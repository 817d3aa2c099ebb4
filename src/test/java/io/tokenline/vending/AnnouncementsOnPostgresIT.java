package io.tokenline.vending;

import io.tokenline.Database;

class AnnouncementsOnPostgresIT extends AnnouncementsContract {

    AnnouncementsOnPostgresIT() {
        super(Database.postgres());
    }
}
