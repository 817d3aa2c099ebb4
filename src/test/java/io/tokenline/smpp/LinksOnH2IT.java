package io.tokenline.smpp;

import io.tokenline.Database;

class LinksOnH2IT extends LinksContract {

    LinksOnH2IT() {
        super(Database.h2());
    }
}
