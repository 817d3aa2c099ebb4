package io.tokenline.books;

import io.tokenline.Database;

class DailyBooksOnH2IT extends DailyBooksContract {

    DailyBooksOnH2IT() {
        super(Database.h2());
    }
}
