package io.tokenline.delivery;

import io.tokenline.Database;

class MessagesOnPostgresIT extends MessagesContract {

    MessagesOnPostgresIT() {
        super(Database.postgres());
    }
}
