package io.tokenline.payment.floats;

import io.tokenline.Database;

class FloatOnPostgresIT extends FloatContract {

    FloatOnPostgresIT() {
        super(Database.postgres());
    }
}
