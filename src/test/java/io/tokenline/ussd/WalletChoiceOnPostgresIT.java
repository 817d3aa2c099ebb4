package io.tokenline.ussd;

import io.tokenline.Database;

class WalletChoiceOnPostgresIT extends WalletChoiceContract {

    WalletChoiceOnPostgresIT() {
        super(Database.postgres());
    }
}
