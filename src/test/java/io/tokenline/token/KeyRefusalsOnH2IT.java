package io.tokenline.token;

import io.tokenline.Database;

class KeyRefusalsOnH2IT extends KeyRefusalsContract {

    KeyRefusalsOnH2IT() {
        super(Database.h2());
    }
}
