package io.tokenline.delivery;

import io.tokenline.Database;

class ReceiptsOnH2IT extends ReceiptsContract {

    ReceiptsOnH2IT() {
        super(Database.h2());
    }
}
