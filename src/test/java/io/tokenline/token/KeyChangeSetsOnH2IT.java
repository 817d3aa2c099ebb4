package io.tokenline.token;

import io.tokenline.Database;

class KeyChangeSetsOnH2IT extends KeyChangeSetsContract {

    KeyChangeSetsOnH2IT() {
        super(Database.h2());
    }
}
