package io.tokenline.smpp;

import io.tokenline.Database;

class AccountDeskOnH2IT extends AccountDeskContract {

    AccountDeskOnH2IT() {
        super(Database.h2());
    }
}
