package io.tokenline.books;

import io.tokenline.Database;

class DailyBooksOnPostgresIT extends DailyBooksContract {

    DailyBooksOnPostgresIT() {
        super(Database.postgres());
    }
}
