package io.tokenline;

class MigrationsOnPostgresIT extends MigrationsContract {

    MigrationsOnPostgresIT() {
        super(Database.postgres());
    }
}
