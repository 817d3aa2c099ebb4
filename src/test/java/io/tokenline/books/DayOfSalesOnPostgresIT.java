package io.tokenline.books;

import io.tokenline.Database;

class DayOfSalesOnPostgresIT extends DayOfSalesContract {

    DayOfSalesOnPostgresIT() {
        super(Database.postgres(), 100_000, "generate_series(1, %d) as numbers(x)");
    }
}
