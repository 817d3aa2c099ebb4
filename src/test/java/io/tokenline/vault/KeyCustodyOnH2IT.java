package io.tokenline.vault;

import io.tokenline.Database;

class KeyCustodyOnH2IT extends KeyCustodyContract {

    KeyCustodyOnH2IT() {
        super(Database.h2());
    }
}
