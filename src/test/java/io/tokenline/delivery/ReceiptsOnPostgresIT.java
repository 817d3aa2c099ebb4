package io.tokenline.delivery;

import io.tokenline.Database;

class ReceiptsOnPostgresIT extends ReceiptsContract {

    ReceiptsOnPostgresIT() {
        super(Database.postgres());
    }
}
