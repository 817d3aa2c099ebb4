package io.tokenline.ussd;

import io.tokenline.Database;

class WalletChoiceOnH2IT extends WalletChoiceContract {

    WalletChoiceOnH2IT() {
        super(Database.h2());
    }
}
