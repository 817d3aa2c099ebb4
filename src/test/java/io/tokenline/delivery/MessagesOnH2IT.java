package io.tokenline.delivery;

import io.tokenline.Database;

class MessagesOnH2IT extends MessagesContract {

    MessagesOnH2IT() {
        super(Database.h2());
    }
}
