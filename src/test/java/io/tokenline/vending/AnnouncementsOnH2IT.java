package io.tokenline.vending;

import io.tokenline.Database;

class AnnouncementsOnH2IT extends AnnouncementsContract {

    AnnouncementsOnH2IT() {
        super(Database.h2());
    }
}
