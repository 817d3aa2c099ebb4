package io.tokenline.payment;

import io.tokenline.Database;

class WalletSalesOnPostgresIT extends WalletSalesContract {

    WalletSalesOnPostgresIT() {
        super(Database.postgres());
    }
}
