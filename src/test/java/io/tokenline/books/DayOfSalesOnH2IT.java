package io.tokenline.books;

import io.tokenline.Database;

class DayOfSalesOnH2IT extends DayOfSalesContract {

    DayOfSalesOnH2IT() {
        super(Database.h2(), 2_000, "system_range(1, %d)");
    }
}
