package io.tokenline.token;

import io.tokenline.Database;

class KeptTokensOnH2IT extends KeptTokensContract {

    KeptTokensOnH2IT() {
        super(Database.h2());
    }
}
