package io.tokenline.smpp;

import io.tokenline.Database;

class AccountDeskOnPostgresIT extends AccountDeskContract {

    AccountDeskOnPostgresIT() {
        super(Database.postgres());
    }
}
