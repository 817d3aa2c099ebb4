package io.tokenline.books;

import io.tokenline.Database;

class BooksOnH2IT extends BooksContract {

    BooksOnH2IT() {
        super(Database.h2());
    }
}
