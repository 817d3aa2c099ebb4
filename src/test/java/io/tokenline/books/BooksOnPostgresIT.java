package io.tokenline.books;

import io.tokenline.Database;

class BooksOnPostgresIT extends BooksContract {

    BooksOnPostgresIT() {
        super(Database.postgres());
    }
}
