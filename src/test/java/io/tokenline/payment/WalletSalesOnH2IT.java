package io.tokenline.payment;

import io.tokenline.Database;

class WalletSalesOnH2IT extends WalletSalesContract {

    WalletSalesOnH2IT() {
        super(Database.h2());
    }
}
